package io.flywheel.api.stage;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How people moved between stages in a period.
 *
 * @param from inclusive, UTC; what happened at or after it counts
 * @param to exclusive, UTC
 * @param position the position of the log that this answer reflects
 */
public record StageTransitions(
        String model, int version, Instant from, Instant to, List<Flow> transitions, long position) {

    /**
     * @param from the stage before, none for people who entered their first
     * @param kind {@code entered}, {@code churned} or {@code returned}
     * @param count how often it happened; one person may count more than once
     * @param medianSeconds the median time in the stage before, none where there was none
     */
    public record Flow(
            @Nullable String from,
            String to,
            String kind,
            long count,
            @Nullable Double medianSeconds) {}
}
