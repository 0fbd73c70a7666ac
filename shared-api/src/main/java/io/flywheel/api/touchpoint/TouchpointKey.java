package io.flywheel.api.touchpoint;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * The name of a touchpoint: 16 bytes, an HMAC of its source and message id. It dedupes, orders touchpoints of equal
 * time (as unsigned bytes) and is what events refer to; the message id itself may hold personal data.
 */
public record TouchpointKey(long high, long low) implements Comparable<TouchpointKey> {
    public static TouchpointKey of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new TouchpointKey(buffer.getLong(), buffer.getLong());
    }

    /** Reads the 22 URL-safe characters that {@link #toString()} writes. */
    @JsonCreator
    public static TouchpointKey parse(String text) {
        return of(Base64.getUrlDecoder().decode(text));
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    @Override
    public int compareTo(TouchpointKey other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    @JsonValue
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }
}
