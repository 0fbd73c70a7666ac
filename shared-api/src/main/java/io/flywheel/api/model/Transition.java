package io.flywheel.api.model;

import io.flywheel.api.Micros;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of a stage path.
 *
 * @param from the stage before, none at the start
 * @param to the stage after
 * @param rule the rule that decided it
 * @param cause the touchpoint at which it happened; none where silence did it
 * @param occurredAt when it happened
 */
public record Transition(
        Kind kind,
        @Nullable String from,
        String to,
        String rule,
        @Nullable TouchpointKey cause,
        Instant occurredAt) {
    public enum Kind {
        ENTERED,
        CHURNED,
        RETURNED
    }

    /**
     * The first instant {@code at}, in microseconds, whose answer sees this transition: a touchpoint counts where it
     * happened before {@code at}, a silence where it ended at or before it.
     */
    public long visibleFrom() {
        return Micros.of(occurredAt) + (cause == null ? 0 : 1);
    }
}
