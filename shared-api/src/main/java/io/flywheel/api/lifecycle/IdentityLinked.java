package io.flywheel.api.lifecycle;

import io.flywheel.api.touchpoint.Sealed;

/**
 * An external id belongs to this person from now on.
 *
 * @param number of this identity in this lifecycle, from 0
 * @param kind userId, anonymousId, email, ...
 * @param index the blind index of the id
 * @param id the id itself, sealed
 * @param by the kind of call that linked it: {@code first-seen}, {@code identify}, {@code alias}
 */
public record IdentityLinked(int number, String kind, String index, Sealed id, String by) implements LifecycleEvent {}
