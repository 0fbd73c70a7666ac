package io.flywheel.query.timeline;

import io.flywheel.query.timeline.Selection.Order;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Where a page ended and what was known then, so that the next page continues the same story even while it grows. Opaque
 * to clients.
 */
record Cursor(Order order, long known, StoryEntry place) {
    private static final int LENGTH = 2 + 3 * Long.BYTES;

    String encoded() {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH)
                .put((byte) (order == Order.ASC ? 0 : 1))
                .put((byte) place.kind().number)
                .putLong(known)
                .putLong(place.occurredAt())
                .putLong(place.position());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws IllegalArgumentException for a text that no reply gave */
    static Cursor parse(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        if (bytes.remaining() != LENGTH) {
            throw new IllegalArgumentException("not a cursor");
        }
        Order order = bytes.get() == 0 ? Order.ASC : Order.DESC;
        EventKind kind = EventKind.of(bytes.get());
        long known = bytes.getLong();
        long occurredAt = bytes.getLong();
        return new Cursor(order, known, new StoryEntry(bytes.getLong(), occurredAt, kind));
    }
}
