package io.flywheel.query.ltv;

import io.flywheel.api.Micros;
import io.flywheel.query.platform.Interval;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Which money counts, and how it is told.
 *
 * @param at what happened before it counts
 * @param from periods and cohorts that end before it are left out, and spend and new buyers of days before it; none for all
 * @param currency none for the one in which most is bought
 */
record LtvQuestion(
        Instant at,
        @Nullable Instant from,
        Interval interval,
        @Nullable String currency,
        ZoneId zone) {
    /** Microseconds; what happens at this instant does not count. */
    long until() {
        return Micros.of(at);
    }

    /** The day that {@code from} is in; none for all. */
    @Nullable
    LocalDate fromDay() {
        return from == null ? null : from.atZone(zone).toLocalDate();
    }

    /** The day just before {@code at}. */
    LocalDate asOf() {
        return at.minusNanos(1).atZone(zone).toLocalDate();
    }
}
