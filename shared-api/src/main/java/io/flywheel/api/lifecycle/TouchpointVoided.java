package io.flywheel.api.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flywheel.api.touchpoint.Touchpoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A touchpoint was declared wrong (a mistaken import, test data); the fold goes on without it.
 *
 * @param facts the touchpoint as it was recorded
 * @param reason in words
 * @param by who asked
 * @param firstAt when the first remaining touchpoint of the person happened, none if this was the only one
 * @param firstChannel the channel of that first one
 * @param lastActivity when the person last did something herself, without this one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TouchpointVoided(
        Touchpoint facts,
        String reason,
        String by,
        @Nullable Instant firstAt,
        @Nullable String firstChannel,
        @Nullable Instant lastActivity)
        implements LifecycleEvent {}
