package io.flywheel.api.lifecycle;

import io.flywheel.api.LifecycleId;

/**
 * This person turned out to be one with another, in whose lifecycle she goes on. Nothing more is recorded here, unless the
 * two are split again.
 *
 * @param into the lifecycle that goes on
 * @param by what told so: {@code identify}, {@code alias}, or {@code api} for a request by hand
 */
public record LifecycleMerged(LifecycleId into, String by) implements LifecycleEvent {}
