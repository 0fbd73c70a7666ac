package io.flywheel.api.privacy;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Unwrapped keys of those who were met last. Names are random, so each has one place and who comes later takes it: bounded
 * without any book-keeping, and free of locks.
 */
final class KeyCache {
    private static final int PLACES = places(Runtime.getRuntime().maxMemory());

    private final AtomicReferenceArray<@Nullable Entry> places = new AtomicReferenceArray<>(PLACES);

    private record Entry(KeyName name, DataKey key) {}

    /** One takes some 200 bytes; no more than a hundredth of the heap is meant for them. */
    private static int places(long heap) {
        return Integer.highestOneBit((int) Math.clamp(heap / (20 * 1024), 1_024, 262_144));
    }

    @Nullable
    DataKey get(KeyName name) {
        Entry entry = places.get(place(name));
        return entry != null && entry.name().equals(name) ? entry.key() : null;
    }

    void put(KeyName name, DataKey key) {
        places.set(place(name), new Entry(name, key));
    }

    private static int place(KeyName name) {
        return (int) name.low() & (PLACES - 1);
    }
}
