package io.flywheel.api.model;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which counters a model needs: one for each fact that its rules count, and no more, so that a person's state stays as
 * small as the model is. Counters that restart at a return come first.
 */
final class Layout {
    static final long NONE = Long.MIN_VALUE;
    private static final int[] NO_SLOTS = {};

    private final Map<Fact, Integer> slots = new HashMap<>();
    private final Map<Fact, Integer> purses = new HashMap<>();
    private final Map<String, int[]> counts = new HashMap<>();
    private final Map<String, int[]> spending = new HashMap<>();

    /** The counters of somebody of whom nothing is known. */
    final long[] initial;

    final int restarting;
    final int purseCount;
    final int restartingPurses;
    final int[] activities;
    final int[] firsts;
    final int[] quiets;
    /** Where it is kept whether an activity has ended the quiet, so that the next touchpoint begins another. */
    final int quietEnded;

    final int restartingDays;
    final int lifetimeDays;
    /** Where the last active day, the first day of her present run, and the day of her last return are kept. */
    final int lastDay;

    final int runStart;
    final int returnDay;
    final int window;
    final @Nullable ZoneId zone;

    Layout(Collection<Rule> rules, ZoneId zone) {
        Set<Fact> facts = new LinkedHashSet<>();
        rules.forEach(rule -> collect(rule.when(), facts));
        List<Long> start = new ArrayList<>();
        allocate(facts, false, start);
        restarting = start.size();
        restartingPurses = purses.size();
        allocate(facts, true, start);
        purseCount = purses.size();
        activities = both(new Fact.Activities(false), new Fact.Activities(true));
        firsts = both(new Fact.TenureDays(false), new Fact.TenureDays(true));
        restartingDays = slot(new Fact.ActiveDays(0, false));
        lifetimeDays = slot(new Fact.ActiveDays(0, true));
        quiets = facts.stream()
                .filter(Fact.QuietCount.class::isInstance)
                .mapToInt(this::slot)
                .toArray();
        quietEnded = quiets.length > 0 ? add(start, 0) : -1;
        boolean days = facts.stream().anyMatch(f -> f instanceof Fact.ActiveDays || f instanceof Fact.Streak);
        lastDay = days ? add(start, NONE) : -1;
        runStart = days ? add(start, NONE) : -1;
        returnDay = days ? add(start, NONE) : -1;
        window = facts.stream()
                .mapToInt(f -> f instanceof Fact.ActiveDays active ? active.window() : 0)
                .max()
                .orElse(0);
        initial = start.stream().mapToLong(Long::longValue).toArray();
        this.zone = zone.normalized().equals(ZoneOffset.UTC) ? null : zone;
    }

    int slot(Fact fact) {
        return slots.getOrDefault(fact, -1);
    }

    int purse(Fact.Spent fact) {
        return purses.getOrDefault(fact, -1);
    }

    boolean countsDays() {
        return lastDay >= 0;
    }

    /** The day of the model's zone, counted from 1970-01-01. */
    long dayOf(long micros) {
        if (zone == null) {
            return Math.floorDiv(micros, Tally.DAY);
        }
        long seconds = Math.floorDiv(micros, 1_000_000L);
        int offset = zone.getRules().getOffset(Instant.ofEpochSecond(seconds)).getTotalSeconds();
        return Math.floorDiv(seconds + offset, 86_400L);
    }

    int[] countersOf(String name) {
        return counts.getOrDefault(name, NO_SLOTS);
    }

    int[] pursesOf(String currency) {
        return spending.getOrDefault(currency, NO_SLOTS);
    }

    private void allocate(Set<Fact> facts, boolean lifetime, List<Long> start) {
        for (Fact fact : facts) {
            if (fact.lifetime() != lifetime) {
                continue;
            }
            switch (fact) {
                case Fact.Count count -> countNames(fact, count.names(), start);
                case Fact.QuietCount count -> countNames(fact, count.names(), start);
                case Fact.Activities activities -> slots.put(fact, add(start, 0));
                case Fact.ActiveDays days -> {
                    if (days.window() == 0) {
                        slots.put(fact, add(start, 0));
                    }
                }
                case Fact.TenureDays tenure -> slots.put(fact, add(start, NONE));
                case Fact.Spent spent -> {
                    int purse = purses.size();
                    purses.put(fact, purse);
                    spending.merge(spent.currency(), new int[] {purse}, Layout::joined);
                }
                default -> {}
            }
        }
    }

    private void countNames(Fact fact, List<String> names, List<Long> start) {
        int slot = add(start, 0);
        slots.put(fact, slot);
        names.forEach(name -> counts.merge(name, new int[] {slot}, Layout::joined));
    }

    private int[] both(Fact restarting, Fact lifetime) {
        return IntStream.of(slot(restarting), slot(lifetime))
                .filter(slot -> slot >= 0)
                .toArray();
    }

    private static int add(List<Long> start, long value) {
        start.add(value);
        return start.size() - 1;
    }

    private static int[] joined(int[] some, int[] more) {
        int[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    /** Adds every fact that an expression reads. */
    static void collect(Expr expr, Set<Fact> facts) {
        if (expr instanceof Expr.Read read) {
            facts.add(read.fact());
        }
        expr.parts().forEach(part -> collect(part, facts));
    }
}
