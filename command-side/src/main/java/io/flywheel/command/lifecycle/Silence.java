package io.flywheel.command.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody found who was asked whether she has fallen silent.
 *
 * @param churned whether a silence was recorded
 * @param next when she is to be asked again; none if no silence can lose her
 * @param heldBy the source that has fallen silent itself, because of which nothing was recorded
 */
record Silence(
        boolean churned, @Nullable Instant next, @Nullable String heldBy) {}
