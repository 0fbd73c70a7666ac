package io.flywheel.api.lifecycle;

import io.flywheel.api.LifecycleId;
import java.util.List;

/**
 * From here on these touchpoints count as this person's, because her lifecycle was merged with another one, or split off
 * from it.
 *
 * @param from where they counted before
 */
public record TouchpointsMovedIn(LifecycleId from, List<MovedTouchpoint> touchpoints) implements LifecycleEvent {}
