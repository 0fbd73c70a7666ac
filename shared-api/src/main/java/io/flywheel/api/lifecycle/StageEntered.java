package io.flywheel.api.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flywheel.api.model.Transition;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The person advanced to a stage of a model.
 *
 * @param model the model's id
 * @param version the model's version
 * @param from the stage before, none for the first
 * @param rule the rule that matched
 * @param cause the touchpoint at which it matched
 * @param occurredAt when that touchpoint happened
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StageEntered(
        String model,
        int version,
        @Nullable String from,
        String to,
        String rule,
        TouchpointKey cause,
        Instant occurredAt)
        implements LifecycleEvent {
    public Transition transition() {
        return new Transition(Transition.Kind.ENTERED, from, to, rule, cause, occurredAt);
    }
}
