package io.flywheel.api.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.privacy.Sealed;
import org.jspecify.annotations.Nullable;

/**
 * An external id belongs to this person from now on.
 *
 * @param number of this identity in this lifecycle, from 0
 * @param kind userId, anonymousId, email, ...
 * @param index the blind index of the id
 * @param key under which the id is sealed, and what is personal of the touchpoints that arrive under it first
 * @param id the id itself, sealed
 * @param by what linked it: {@code first-seen}, {@code identify}, {@code alias}, {@code merge} or {@code split}
 * @param origin the lifecycle it was first linked to, if that is another one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IdentityLinked(
        int number,
        String kind,
        String index,
        KeyName key,
        Sealed id,
        String by,
        @Nullable LifecycleId origin) implements LifecycleEvent {}
