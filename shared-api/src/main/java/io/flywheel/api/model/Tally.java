package io.flywheel.api.model;

import io.flywheel.api.Money;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointNames;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What rules read: the touchpoint at hand and the person's counters, which it keeps. Mutable. */
final class Tally {
    static final long DAY = 86_400_000_000L;
    private static final int[] NO_DAYS = {};

    private final Layout layout;
    final long[] counters;
    final BigDecimal[] purses;
    private int[] days;
    private int dayCount;

    @Nullable
    Touchpoint touchpoint;

    boolean own;
    private long at;
    private long today;
    private long before = Layout.NONE;

    Tally(Layout layout) {
        this(layout, layout.initial.clone(), zeroes(layout.purseCount), NO_DAYS, 0);
    }

    private Tally(Layout layout, long[] counters, BigDecimal[] purses, int[] days, int dayCount) {
        this.layout = layout;
        this.counters = counters;
        this.purses = purses;
        this.days = days;
        this.dayCount = dayCount;
    }

    static Tally resume(Layout layout, FoldMemo memo) {
        if (memo.counters().length != layout.initial.length || memo.money().size() != layout.purseCount) {
            throw new IllegalArgumentException("this memo was written under another version of the model");
        }
        BigDecimal[] purses = memo.money().stream().map(BigDecimal::new).toArray(BigDecimal[]::new);
        return new Tally(layout, memo.counters().clone(), purses, memo.days().clone(), memo.days().length);
    }

    Tally copy() {
        return new Tally(layout, counters.clone(), purses.clone(), days(), dayCount);
    }

    /** A copy that has the touchpoint at hand as well, to be looked at after the fold has gone on. */
    Tally atThisMoment() {
        Tally copy = copy();
        copy.touchpoint = touchpoint;
        copy.own = own;
        copy.at = at;
        copy.today = today;
        copy.before = before;
        return copy;
    }

    int[] days() {
        return dayCount == 0 ? NO_DAYS : Arrays.copyOf(days, dayCount);
    }

    /**
     * Counts a touchpoint.
     *
     * @param lastActivity of the person before it, in microseconds
     * @param restart whether what restarts at a return starts with it
     */
    void count(Touchpoint touchpoint, long at, boolean own, long lastActivity, boolean restart) {
        begin(touchpoint, at, own, lastActivity, restart);
        for (int slot : layout.countersOf(touchpoint.name())) {
            counters[slot]++;
        }
        if (layout.purseCount > 0 && touchpoint.money() != null) {
            countMoney(touchpoint.name(), touchpoint.money());
        }
        if (own) {
            countActivity(at);
        }
        if (layout.countsDays()) {
            countDay(restart);
        }
    }

    /**
     * Lets time pass up to a touchpoint that has not come: windows, tenure and quiet are as it would find them, and
     * nothing is counted, not even itself.
     *
     * @param restart whether it would make what restarts at a return start anew
     */
    void expect(Touchpoint nothing, long at, long lastActivity, boolean restart) {
        begin(nothing, at, false, lastActivity, restart);
        if (layout.countsDays()) {
            today = Math.max(layout.dayOf(at), counters[layout.lastDay]);
            if (restart) {
                counters[layout.returnDay] = today + 1;
            }
        }
    }

    private void begin(Touchpoint touchpoint, long at, boolean own, long lastActivity, boolean restart) {
        this.touchpoint = touchpoint;
        this.at = at;
        this.own = own;
        this.before = lastActivity;
        if (restart) {
            System.arraycopy(layout.initial, 0, counters, 0, layout.restarting);
            Arrays.fill(purses, 0, layout.restartingPurses, BigDecimal.ZERO);
        }
        if (layout.quietEnded >= 0) {
            listenToQuiet();
        }
    }

    private void listenToQuiet() {
        if (counters[layout.quietEnded] != 0) {
            for (int slot : layout.quiets) {
                counters[slot] = 0;
            }
        }
        counters[layout.quietEnded] = own ? 1 : 0;
    }

    private void countActivity(long at) {
        for (int slot : layout.activities) {
            counters[slot]++;
        }
        for (int slot : layout.firsts) {
            if (counters[slot] == Layout.NONE) {
                counters[slot] = at;
            }
        }
    }

    private void countMoney(String name, Money money) {
        for (int purse : layout.pursesOf(money.currency())) {
            purses[purse] = switch (TouchpointNames.moneyEffect(name)) {
                case EARNS -> purses[purse].add(money.amount());
                case REFUNDS, CANCELS -> purses[purse].subtract(money.amount());
                case NONE -> purses[purse];
            };
        }
    }

    private void countDay(boolean restart) {
        long last = counters[layout.lastDay];
        // Where a zone sets its clocks back across midnight the date would go back too: it stays where it was.
        today = Math.max(layout.dayOf(at), last);
        if (!own) {
            return;
        }
        boolean fresh = today != last;
        if (fresh) {
            if (last != today - 1) {
                counters[layout.runStart] = today;
            }
            counters[layout.lastDay] = today;
            if (layout.lifetimeDays >= 0) {
                counters[layout.lifetimeDays]++;
            }
            if (layout.window > 0) {
                keep((int) today);
            }
        }
        if (restart) {
            counters[layout.returnDay] = today;
        }
        if (layout.restartingDays >= 0 && (fresh || restart)) {
            counters[layout.restartingDays]++;
        }
    }

    private void keep(int day) {
        int gone = firstSince(day - layout.window + 1);
        if (gone > 0) {
            System.arraycopy(days, gone, days, 0, dayCount - gone);
            dayCount -= gone;
        }
        if (dayCount == days.length) {
            days = Arrays.copyOf(days, Math.min(layout.window, Math.max(4, 2 * dayCount)));
        }
        days[dayCount++] = day;
    }

    private int firstSince(long day) {
        int low = 0;
        int high = dayCount;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (days[middle] < day) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    long activeDays(int window, boolean lifetime) {
        long since = today - window + 1;
        return dayCount - firstSince(lifetime ? since : Math.max(since, counters[layout.returnDay]));
    }

    long streak(boolean lifetime) {
        if (counters[layout.lastDay] != today) {
            return 0;
        }
        long start = counters[layout.runStart];
        return today - (lifetime ? start : Math.max(start, counters[layout.returnDay])) + 1;
    }

    long daysSince(long micros) {
        return micros == Layout.NONE ? 0 : Math.floorDiv(at - micros, DAY);
    }

    long quietDays() {
        return daysSince(before);
    }

    private static BigDecimal[] zeroes(int count) {
        BigDecimal[] zeroes = new BigDecimal[count];
        Arrays.fill(zeroes, BigDecimal.ZERO);
        return zeroes;
    }
}
