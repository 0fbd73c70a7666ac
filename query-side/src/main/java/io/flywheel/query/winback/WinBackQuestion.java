package io.flywheel.query.winback;

import io.flywheel.api.Micros;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a question about a campaign is about.
 *
 * @param from only what was decided from then on; none for all
 * @param currency none for the one in which most is bought
 */
record WinBackQuestion(
        Instant at, @Nullable Instant from, @Nullable String currency) {
    /** In microseconds. */
    long start() {
        return from == null ? Long.MIN_VALUE : Micros.of(from);
    }

    long end() {
        return Micros.of(at);
    }
}
