package io.flywheel.api.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.touchpoint.Touchpoint;
import java.util.List;

/**
 * A touchpoint that goes over to another lifecycle; what is sealed beside its facts stays where it was recorded.
 *
 * @param identities it arrived under, by their number in the stream that tells this
 * @param origin the lifecycle in whose stream it was recorded
 */
public record MovedTouchpoint(Touchpoint facts, List<Integer> identities, LifecycleId origin) {
    public MovedTouchpoint {
        identities = List.copyOf(identities);
    }
}
