package io.flywheel.api.lifecycle;

/**
 * An external id moved on to another person: a shared device on which somebody else signed in.
 *
 * @param number of the identity in this lifecycle
 * @param index the blind index of the id
 * @param reason in words
 */
public record IdentityReleased(int number, String kind, String index, String reason) implements LifecycleEvent {}
