package io.flywheel.query.ltv;

import io.flywheel.query.platform.Interval;
import io.flywheel.query.platform.Problems;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The periods from the first purchase to the last day of a question, numbered from 0. */
final class Calendar {
    private static final int MOST_PERIODS = 5_000;

    private final Interval interval;
    private final List<LocalDate> starts = new ArrayList<>();
    private final int firstDay;
    private final int[] periodOfDay;

    /** @throws org.springframework.web.ErrorResponseException 400 if there are too many */
    Calendar(Interval interval, int firstDay, int lastDay) {
        this.interval = interval;
        this.firstDay = firstDay;
        LocalDate last = LocalDate.ofEpochDay(lastDay);
        for (LocalDate start = interval.bucketOf(LocalDate.ofEpochDay(firstDay));
                !start.isAfter(last);
                start = interval.next(start)) {
            if (starts.size() == MOST_PERIODS) {
                throw Problems.bad(
                        "interval", "That is more than " + MOST_PERIODS + " periods. Choose a longer interval.");
            }
            starts.add(start);
        }
        this.periodOfDay = new int[Math.max(0, lastDay - firstDay + 1)];
        int period = 0;
        for (int i = 0; i < periodOfDay.length; i++) {
            while (interval.next(starts.get(period)).toEpochDay() <= firstDay + i) {
                period++;
            }
            periodOfDay[i] = period;
        }
    }

    int size() {
        return starts.size();
    }

    int periodOf(int day) {
        return periodOfDay[day - firstDay];
    }

    String label(int period) {
        return interval.label(starts.get(period));
    }

    /** The first day after a period. */
    LocalDate end(int period) {
        return interval.next(starts.get(period));
    }
}
