package io.flywheel.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.util.Base64;

/** The random, meaningless name of one person's lifecycle: 128 bits as 22 URL-safe characters. */
public record LifecycleId(@JsonValue String value) implements Comparable<LifecycleId> {
    private static final SecureRandom RANDOM = new SecureRandom();

    @JsonCreator
    public LifecycleId {
        if (value.length() != 22) {
            throw new IllegalArgumentException("a lifecycle id has 22 characters, not " + value.length());
        }
    }

    public static LifecycleId random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return new LifecycleId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    @Override
    public int compareTo(LifecycleId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
