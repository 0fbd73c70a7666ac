package io.flywheel.query.identity;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An id of a person in plain text and how it became hers, for display only.
 *
 * @param since when that was recorded
 * @param by what linked it, as in {@link io.flywheel.api.lifecycle.IdentityLinked}
 * @param origin the lifecycle it was first linked to, if that is another one
 */
public record LinkedId(
        ExternalId id, Instant since, String by, @Nullable LifecycleId origin) {}
