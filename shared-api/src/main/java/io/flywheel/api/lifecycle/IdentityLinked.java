package io.flywheel.api.lifecycle;

import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.privacy.Sealed;

/**
 * An external id belongs to this person from now on.
 *
 * @param number of this identity in this lifecycle, from 0
 * @param kind userId, anonymousId, email, ...
 * @param index the blind index of the id
 * @param key under which the id is sealed, and what is personal of the touchpoints that arrive under it first
 * @param id the id itself, sealed
 * @param by the kind of call that linked it: {@code first-seen}, {@code identify}, {@code alias}
 */
public record IdentityLinked(int number, String kind, String index, KeyName key, Sealed id, String by)
        implements LifecycleEvent {}
