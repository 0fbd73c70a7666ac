package io.flywheel.api.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/** Finds the touchpoints that a rule's met facts counted when it held: the evidence behind each number. */
final class Causes {
    private final Trail trail;
    private final Layout layout;
    private final Tally moment;
    private final int trigger;
    private final int restart;

    /**
     * @param moment the counters when the rule held
     * @param trigger at which touchpoint that was
     * @param restart at which touchpoint the counters last started anew
     */
    Causes(Trail trail, Layout layout, Tally moment, int trigger, int restart) {
        this.trail = trail;
        this.layout = layout;
        this.moment = moment;
        this.trigger = trigger;
        this.restart = restart;
    }

    /** The touchpoint at which it held, then the others from the latest to the earliest. */
    int[] of(Checked rule) {
        BitSet counted = new BitSet();
        for (Term term : rule.terms()) {
            if (term.met()) {
                term.reads().forEach(fact -> counted.or(of(fact)));
            }
        }
        counted.clear(trigger);
        int[] causes = new int[counted.cardinality() + 1];
        causes[0] = trigger;
        int at = trigger;
        for (int i = 1; i < causes.length; i++) {
            at = counted.previousSetBit(at - 1);
            causes[i] = at;
        }
        return causes;
    }

    /** Those that one fact counted, the one at hand among them where it did. */
    BitSet of(Fact fact) {
        int start = fact.lifetime() ? 0 : restart;
        return switch (fact) {
            case Fact.Field field -> new BitSet();
            case Fact.Property property -> new BitSet();
            case Fact.Count count -> those(start, mark -> count.names().contains(mark.name()));
            case Fact.QuietCount count ->
                those(lastOwnBefore() + 1, mark -> count.names().contains(mark.name()));
            case Fact.Activities activities -> those(start, Trail.Mark::own);
            case Fact.ActiveDays days -> lastDays(start, value(days));
            case Fact.Streak streak -> lastDays(start, value(streak));
            case Fact.TenureDays tenure -> only(firstOwn(start));
            case Fact.QuietDays quiet -> only(lastOwnBefore());
            case Fact.Spent spent -> those(start, mark -> spent.currency().equals(mark.currency()));
        };
    }

    private long value(Fact fact) {
        return Readers.whole(fact, layout).of(moment);
    }

    private BitSet those(int start, Predicate<Trail.Mark> counted) {
        BitSet found = new BitSet();
        for (int i = start; i <= trigger; i++) {
            if (counted.test(trail.get(i))) {
                found.set(i);
            }
        }
        return found;
    }

    /** One activity, the last, of each of the last active days. */
    private BitSet lastDays(int start, long days) {
        List<Integer> lastOfDay = new ArrayList<>();
        long today = Layout.NONE;
        for (int i = start; i <= trigger; i++) {
            if (trail.get(i).own()) {
                // as the counters have it, a day never goes back
                long day = Math.max(layout.dayOf(trail.get(i).at()), today);
                if (day == today) {
                    lastOfDay.removeLast();
                }
                lastOfDay.add(i);
                today = day;
            }
        }
        BitSet found = new BitSet();
        lastOfDay
                .subList((int) Math.max(0, lastOfDay.size() - days), lastOfDay.size())
                .forEach(found::set);
        return found;
    }

    private int firstOwn(int start) {
        for (int i = start; i <= trigger; i++) {
            if (trail.get(i).own()) {
                return i;
            }
        }
        return -1;
    }

    private int lastOwnBefore() {
        for (int i = trigger - 1; i >= 0; i--) {
            if (trail.get(i).own()) {
                return i;
            }
        }
        return -1;
    }

    private static BitSet only(int number) {
        BitSet found = new BitSet();
        if (number >= 0) {
            found.set(number);
        }
        return found;
    }
}
