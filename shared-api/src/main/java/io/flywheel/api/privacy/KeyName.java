package io.flywheel.api.privacy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The name of a data key: 16 bytes that look random and say nothing about whom it is for. A lifecycle id is one too: it
 * names the key of the first identity of that lifecycle.
 */
public record KeyName(long high, long low) {
    private static final int LENGTH = 22;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static KeyName random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return of(bytes);
    }

    /** Of the first 16 bytes. */
    public static KeyName of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new KeyName(buffer.getLong(), buffer.getLong());
    }

    /**
     * Reads the 22 URL-safe characters that {@link #toString()} writes.
     *
     * @throws IllegalArgumentException for anything else
     */
    @JsonCreator
    public static KeyName parse(String text) {
        if (text.length() != LENGTH) {
            throw new IllegalArgumentException("a key's name has " + LENGTH + " characters, not " + text.length());
        }
        return of(Base64.getUrlDecoder().decode(text));
    }

    byte[] bytes() {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    @Override
    @JsonValue
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }
}
