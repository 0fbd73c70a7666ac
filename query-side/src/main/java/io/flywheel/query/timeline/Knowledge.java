package io.flywheel.query.timeline;

import io.flywheel.query.platform.Parameters;
import io.flywheel.query.platform.Positions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what a question says of knowledge time into the log position that is answered at. */
@Component
class Knowledge {
    private static final String[] READ = {"identity", "timeline", "definition"};

    private final Positions positions;
    private final Parameters parameters;
    private final RecordedClock clock;

    Knowledge(Positions positions, Parameters parameters, RecordedClock clock) {
        this.positions = positions;
        this.parameters = parameters;
        this.clock = clock;
    }

    /**
     * @param knownAt an instant, a date (its start in UTC), {@code position:N}, or none for what is known now
     * @param after a position to wait for
     */
    long position(@Nullable String knownAt, @Nullable String after) {
        positions.await(after, READ);
        if (knownAt == null || knownAt.isBlank()) {
            return positions.reached(READ);
        }
        if (knownAt.startsWith("position:")) {
            positions.await(knownAt, READ);
            return Parameters.position("knownAt", knownAt);
        }
        Instant instant = parameters.instant("knownAt", knownAt, Instant.EPOCH);
        return Math.min(clock.positionAt(instant), positions.reached(READ));
    }
}
