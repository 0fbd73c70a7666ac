package io.flywheel.query.platform;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what a question says of knowledge time into the log position that is answered at. */
@Component
public class Knowledge {
    private final Positions positions;
    private final Parameters parameters;
    private final KnowledgeClock clock;

    Knowledge(Positions positions, Parameters parameters, KnowledgeClock clock) {
        this.positions = positions;
        this.parameters = parameters;
        this.clock = clock;
    }

    /**
     * @param knownAt an instant, a date (its start in UTC), {@code position:N}, or none for what is known now
     * @param after a position to wait for
     * @param readModels what the answer is told from: all of them have seen the position
     */
    public long position(@Nullable String knownAt, @Nullable String after, String... readModels) {
        positions.await(after, readModels);
        if (knownAt == null || knownAt.isBlank()) {
            return positions.reached(readModels);
        }
        if (knownAt.startsWith("position:")) {
            positions.await(knownAt, readModels);
            return Parameters.position("knownAt", knownAt);
        }
        Instant instant = parameters.instant("knownAt", knownAt, Instant.EPOCH);
        return Math.min(clock.positionAt(instant), positions.reached(readModels));
    }
}
