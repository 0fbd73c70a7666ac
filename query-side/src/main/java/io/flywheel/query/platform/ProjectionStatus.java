package io.flywheel.query.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How far the live generation of a read model has read.
 *
 * @param lagSeconds the age of the first event it has not seen, 0 if it has seen all
 * @param error why it does not move, if it does not
 */
public record ProjectionStatus(
        String name,
        long position,
        long lagEvents,
        double lagSeconds,
        boolean caughtUp,
        int generation,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String error) {}
