package io.flywheel.query.ltv;

import io.flywheel.api.Micros;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a model is to be fitted to.
 *
 * @param until purchases before it
 * @param holdoutDays how many days after it the model is to be held against; 0 for none
 * @param currency none for the one in which most is bought
 */
record FitQuestion(Instant until, int holdoutDays, @Nullable String currency, ZoneId zone) {
    LocalDate asOf() {
        return until.minusNanos(1).atZone(zone).toLocalDate();
    }

    /** Microseconds. */
    long end() {
        return Micros.of(until);
    }

    /** When the hold-out is over, microseconds. */
    long holdoutEnd() {
        return Micros.of(asOf().plusDays(1L + holdoutDays).atStartOfDay(zone).toInstant());
    }
}
