package io.flywheel.api.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flywheel.api.LifecycleId;
import org.jspecify.annotations.Nullable;

/**
 * An external id is no longer this person's: somebody else signed in on a shared device, the lifecycle was merged or
 * split, or she was forgotten.
 *
 * @param number of the identity in this lifecycle
 * @param index the blind index of the id
 * @param reason in words
 * @param to the lifecycle that it goes over to with its key; none where it gets another key, or belongs to nobody
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IdentityReleased(
        int number,
        String kind,
        String index,
        String reason,
        @Nullable LifecycleId to) implements LifecycleEvent {}
