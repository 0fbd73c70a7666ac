package io.flywheel.query.timeline;

import io.flywheel.query.timeline.Selection.Order;
import io.flywheel.query.timeline.TimelineRow.Place;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Where a page ended and what was known then, so that the next page continues the same story even while it grows. Opaque
 * to clients.
 */
record Cursor(Order order, long known, Place place) {
    private static final int LENGTH = 1 + 3 * Long.BYTES;

    String encoded() {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH)
                .put((byte) order.ordinal())
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
        int order = bytes.get();
        if (order < 0 || order >= Order.values().length) {
            throw new IllegalArgumentException("not a cursor");
        }
        return new Cursor(
                Order.values()[order], bytes.getLong(), new Place(bytes.getLong(), bytes.getLong()));
    }
}
