package io.flywheel.api.touchpoint;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Everything a service sent that is not a fact (traits, free properties, texts), as one opaque envelope that neither
 * rules nor figures can read. The text starts with the name of its seal; {@code plain:} is followed by a JSON object.
 */
public record Sealed(@JsonValue String envelope) {
    private static final String PLAIN = "plain:";

    @JsonCreator
    public Sealed {}

    public static Sealed plain(String json) {
        return new Sealed(PLAIN + json);
    }

    /** The JSON object inside. */
    public String open() {
        if (!envelope.startsWith(PLAIN)) {
            throw new IllegalStateException("this seal cannot be opened here");
        }
        return envelope.substring(PLAIN.length());
    }
}
