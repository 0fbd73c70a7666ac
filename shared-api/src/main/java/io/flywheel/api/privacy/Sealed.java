package io.flywheel.api.privacy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Everything a service sent that is not a fact (ids, traits, free properties, texts), as one opaque envelope that neither
 * rules nor figures can read; only {@link Seals} opens it.
 *
 * @param envelope {@code v1.<name of its key>.<base64url of nonce, ciphertext and tag>}
 */
public record Sealed(@JsonValue String envelope) {
    @JsonCreator
    public Sealed {}
}
