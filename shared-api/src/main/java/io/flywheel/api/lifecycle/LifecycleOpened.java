package io.flywheel.api.lifecycle;

/**
 * The first id of somebody unknown was seen.
 *
 * @param source who saw it
 */
public record LifecycleOpened(String source) implements LifecycleEvent {}
