package io.flywheel.api.lifecycle;

import io.flywheel.api.model.Transition;
import java.util.List;

/**
 * The person's whole history was folded under a model, or a version of it, that was activated after she was first seen.
 * It replaces what was recorded under earlier versions of that model and starts no automation.
 *
 * @param path every transition under this version
 */
public record ModelAdopted(String model, int version, List<Transition> path) implements LifecycleEvent {}
