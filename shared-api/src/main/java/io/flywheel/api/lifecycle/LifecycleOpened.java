package io.flywheel.api.lifecycle;

import io.flywheel.api.model.ModelRef;
import java.util.List;

/**
 * The first id of somebody unknown was seen.
 *
 * @param source who saw it
 * @param models the model versions under which her path is recorded from the start
 */
public record LifecycleOpened(String source, List<ModelRef> models) implements LifecycleEvent {}
