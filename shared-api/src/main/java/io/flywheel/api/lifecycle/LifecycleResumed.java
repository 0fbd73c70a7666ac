package io.flywheel.api.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.model.ModelRef;
import java.util.List;

/**
 * This person was split off from another; her ids and touchpoints follow. If she had been merged, her lifecycle goes on.
 *
 * @param from the lifecycle that they counted in
 * @param models the model versions under which her path is recorded from here on
 * @param by who asked for it
 * @param offered what was begun and sent there while they counted as one; nobody knows whom of the two it reached
 */
public record LifecycleResumed(LifecycleId from, List<ModelRef> models, String by, Offered offered)
        implements LifecycleEvent {}
