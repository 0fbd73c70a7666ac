package io.flywheel.query.timeline;

import io.flywheel.query.timeline.Selection.Order;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Where a page ended and what was known then, so that the next page continues the same story even while it grows. Opaque
 * to clients.
 */
record Cursor(Order order, long known, long occurredAt, long position) {
    private static final int LENGTH = 1 + 3 * Long.BYTES;

    static Cursor at(StoryEntry last, Order order, long known) {
        return new Cursor(order, known, last.occurredAt(), last.position());
    }

    boolean isBefore(StoryEntry entry) {
        int later = entry.occurredAt() == occurredAt
                ? Long.compare(entry.position(), position)
                : Long.compare(entry.occurredAt(), occurredAt);
        return order == Order.ASC ? later > 0 : later < 0;
    }

    String encoded() {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH)
                .put((byte) (order == Order.ASC ? 0 : 1))
                .putLong(known)
                .putLong(occurredAt)
                .putLong(position);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws IllegalArgumentException for a text that no reply gave */
    static Cursor parse(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        if (bytes.remaining() != LENGTH) {
            throw new IllegalArgumentException("not a cursor");
        }
        Order order = bytes.get() == 0 ? Order.ASC : Order.DESC;
        return new Cursor(order, bytes.getLong(), bytes.getLong(), bytes.getLong());
    }
}
