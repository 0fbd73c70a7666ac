package io.flywheel.api.privacy;

import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Where something sealed stands, so that it opens nowhere else.
 *
 * @param event what tells this event from all others of its type
 * @param revision in which the event was first written: when events are written otherwise some day, this stays
 */
public record Place(String event, String type, String revision, String field) {
    private static final String TOUCHPOINT = TouchpointRecorded.class.getSimpleName();
    private static final String IDENTITY = IdentityLinked.class.getSimpleName();

    /** What was sent beside a touchpoint's facts. */
    public static Place of(TouchpointKey touchpoint) {
        return new Place(touchpoint.toString(), TOUCHPOINT, "1", "sealed");
    }

    /** An external id. */
    public static Place ofId(String blindIndex) {
        return new Place(blindIndex, IDENTITY, "1", "id");
    }

    /** Each text has its length in front, so that no two places under no two keys are the same bytes. */
    byte[] under(KeyName key) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);
                DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(key.high());
            out.writeLong(key.low());
            for (String part : new String[] {event, type, revision, field}) {
                byte[] text = part.getBytes(StandardCharsets.UTF_8);
                out.writeInt(text.length);
                out.write(text);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "\"" + field + "\" of " + type + " " + event;
    }
}
