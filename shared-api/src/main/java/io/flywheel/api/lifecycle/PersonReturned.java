package io.flywheel.api.lifecycle;

import io.flywheel.api.model.Transition;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.time.Instant;

/**
 * Somebody lost came back by something she did; her counting facts start anew.
 *
 * @param from the model's stage for the lost
 * @param to the stage she comes back into
 * @param rule the rule that matched, or {@code return} where none did and she starts at the first stage
 */
public record PersonReturned(
        String model, int version, String from, String to, String rule, TouchpointKey cause, Instant occurredAt)
        implements LifecycleEvent {
    public Transition transition() {
        return new Transition(Transition.Kind.RETURNED, from, to, rule, cause, occurredAt);
    }
}
