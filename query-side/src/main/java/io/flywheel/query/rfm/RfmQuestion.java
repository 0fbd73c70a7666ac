package io.flywheel.query.rfm;

import io.flywheel.api.Micros;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Which purchases are scored, and how.
 *
 * @param at purchases before it count
 * @param window how far back they count, in days of the zone; none for all
 * @param currency none for the one in which most is bought
 */
record RfmQuestion(
        Instant at,
        @Nullable Period window,
        Scoring scoring,
        @Nullable String currency,
        ZoneId zone) {
    /** The day just before {@code at}: what happens at midnight belongs to the day that begins. */
    LocalDate asOf() {
        return at.minusNanos(1).atZone(zone).toLocalDate();
    }

    /** Microseconds; a purchase at this instant counts. */
    long from() {
        return window == null
                ? Long.MIN_VALUE
                : Micros.of(at.atZone(zone).minus(window).toInstant());
    }

    /** Microseconds; a purchase at this instant does not count. */
    long to() {
        return Micros.of(at);
    }

    RfmQuestion asked(Instant instead) {
        return new RfmQuestion(instead, window, scoring, currency, zone);
    }
}
