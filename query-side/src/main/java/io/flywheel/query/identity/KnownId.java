package io.flywheel.query.identity;

import io.flywheel.api.identity.ExternalId;

/**
 * An id of a person in plain text, for display only.
 *
 * @param knownAt the log position at which it became hers
 */
public record KnownId(ExternalId id, long knownAt) {}
