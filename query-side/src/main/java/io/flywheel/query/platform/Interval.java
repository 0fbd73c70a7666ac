package io.flywheel.query.platform;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/** The buckets of time that a question over time is answered in, taken in one reporting zone, half-open. */
public enum Interval {
    DAY,
    WEEK,
    MONTH;

    /** The local date on which the bucket begins that holds this instant; ISO weeks begin on Monday. */
    public LocalDate bucketOf(Instant instant, ZoneId zone) {
        return bucketOf(instant.atZone(zone).toLocalDate());
    }

    public LocalDate bucketOf(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    /** Where the bucket after the one that begins on {@code start} begins. */
    public LocalDate next(LocalDate start) {
        return switch (this) {
            case DAY -> start.plusDays(1);
            case WEEK -> start.plusWeeks(1);
            case MONTH -> start.plusMonths(1);
        };
    }

    /** The bucket's name: {@code 1997-02} for a month, else the date on which it begins. */
    public String label(LocalDate start) {
        return this == MONTH ? start.toString().substring(0, 7) : start.toString();
    }
}
