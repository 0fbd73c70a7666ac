package io.flywheel.command.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Takes from a queue what is to share a transaction: all that waits, and for a moment as many as came together the last
 * time. Senders who wait for their answer before they send again arrive one after the other just after a commit; without
 * that moment the first of them would commit alone and the others wait for it. A lone sender never waits.
 */
final class Gathering<T> {
    private static final long IDLE = TimeUnit.MILLISECONDS.toNanos(100);

    private final BlockingQueue<T> queue;
    private final ToIntFunction<T> size;
    private final int most;
    private final long patience;
    private @Nullable T carried;
    private int usual = 1;

    /**
     * @param most in sizes; one that is larger alone is taken alone
     * @param patience nanoseconds to wait for others
     */
    Gathering(BlockingQueue<T> queue, ToIntFunction<T> size, int most, long patience) {
        this.queue = queue;
        this.size = size;
        this.most = most;
        this.patience = patience;
    }

    /** @return none if nothing came for a while; used by one thread */
    List<T> next() throws InterruptedException {
        List<T> together = new ArrayList<>();
        T next = carried == null ? queue.poll(IDLE, TimeUnit.NANOSECONDS) : carried;
        carried = null;
        long deadline = System.nanoTime() + patience;
        int total = 0;
        while (next != null) {
            total += size.applyAsInt(next);
            if (total > most && !together.isEmpty()) {
                carried = next;
                break;
            }
            together.add(next);
            long wait = together.size() < usual ? Math.max(0, deadline - System.nanoTime()) : 0;
            next = total >= most ? null : queue.poll(wait, TimeUnit.NANOSECONDS);
        }
        usual = Math.max(1, together.size());
        return together;
    }

    /** Whether {@link #next} has something at once. */
    boolean isEmpty() {
        return carried == null && queue.isEmpty();
    }
}
