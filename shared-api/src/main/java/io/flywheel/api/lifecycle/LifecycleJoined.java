package io.flywheel.api.lifecycle;

import io.flywheel.api.LifecycleId;

/**
 * Somebody turned out to be this person; her ids and touchpoints follow.
 *
 * @param from the lifecycle that ended
 * @param by what told so: {@code identify}, {@code alias}, or {@code api} for a request by hand
 */
public record LifecycleJoined(LifecycleId from, String by) implements LifecycleEvent {}
