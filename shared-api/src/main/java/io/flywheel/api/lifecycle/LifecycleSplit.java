package io.flywheel.api.lifecycle;

import io.flywheel.api.LifecycleId;

/**
 * Some of this person's ids turned out to be somebody else's, or a merge was undone: the two are never merged again unless
 * somebody asks for it by hand.
 *
 * @param off the lifecycle that has those ids now
 * @param by who asked for it
 */
public record LifecycleSplit(LifecycleId off, String by) implements LifecycleEvent {}
