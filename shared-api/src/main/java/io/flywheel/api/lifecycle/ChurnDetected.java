package io.flywheel.api.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flywheel.api.model.Transition;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The person was lost to a model: by silence, or because she said so.
 *
 * @param from the stage she was in
 * @param to the model's stage for the lost
 * @param rule {@code silence}, or the rule by which she said so
 * @param cause the touchpoint by which she said so; none for silence
 * @param silentSince her last activity, for silence
 * @param limit the model's limit, for silence
 * @param occurredAt for silence exactly {@code silentSince + limit}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChurnDetected(
        String model,
        int version,
        @Nullable String from,
        String to,
        String rule,
        @Nullable TouchpointKey cause,
        @Nullable Instant silentSince,
        @Nullable Duration limit,
        Instant occurredAt)
        implements LifecycleEvent {
    public Transition transition() {
        return new Transition(Transition.Kind.CHURNED, from, to, rule, cause, occurredAt);
    }
}
