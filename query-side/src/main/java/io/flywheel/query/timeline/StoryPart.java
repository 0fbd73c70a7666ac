package io.flywheel.query.timeline;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Some consecutive events of one person as the few bytes that are stored of them: each entry's kind, how far its position
 * is from the one before and how far its time, both as variable-length numbers.
 */
final class StoryPart {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(32);
    private final long firstPosition;
    private long position;
    private long occurredAt;

    StoryPart(long firstPosition) {
        this.firstPosition = firstPosition;
        this.position = firstPosition;
    }

    long firstPosition() {
        return firstPosition;
    }

    /** Takes entries in the order of their positions. */
    void add(StoryEntry entry) {
        bytes.write(entry.kind().number);
        write(entry.position() - position);
        long later = entry.occurredAt() - occurredAt;
        // so that a step back is as short as one ahead
        write((later << 1) ^ (later >> 63));
        position = entry.position();
        occurredAt = entry.occurredAt();
    }

    private void write(long number) {
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Hands over the stored entries in the order of their positions. */
    static void read(long firstPosition, byte[] stored, Consumer<StoryEntry> reader) {
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        long position = firstPosition;
        long occurredAt = 0;
        while (bytes.hasRemaining()) {
            EventKind kind = EventKind.of(bytes.get());
            position += number(bytes);
            long later = number(bytes);
            occurredAt += (later >>> 1) ^ -(later & 1);
            reader.accept(new StoryEntry(position, occurredAt, kind));
        }
    }

    private static long number(ByteBuffer bytes) {
        long number = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes.get();
            number |= (next & 0x7fL) << shift;
            shift += 7;
        } while (next < 0);
        return number;
    }
}
