package io.flywheel.query.platform;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** One reader's way through the log; stops while two of its blocks wait to be projected. Used by one thread. */
class BlockStream implements BlockingStream<TrackedEventMessage<?>> {
    private static final int MOST_OUTSTANDING = 2;

    private final LedgerHead head;
    private final LedgerBlocks blocks;
    private final AtomicInteger outstanding = new AtomicInteger();
    private final Runnable moved = this::available;
    private volatile Runnable listener = () -> {};
    private volatile boolean closed;
    private long position;
    private @Nullable TrackedEventMessage<?> next;

    BlockStream(LedgerHead head, LedgerBlocks blocks, long position) {
        this.head = head;
        this.blocks = blocks;
        this.position = position;
        head.onMove(moved);
    }

    private void available() {
        if (!closed) {
            listener.run();
        }
    }

    private void done() {
        outstanding.decrementAndGet();
        available();
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        return Optional.ofNullable(look());
    }

    private @Nullable TrackedEventMessage<?> look() {
        long end = head.position();
        if (next == null && !closed && outstanding.get() < MOST_OUTSTANDING && end > position) {
            List<LedgerEvent> events = blocks.after(position, end);
            if (events != null) {
                Block block = new Block(events, this::done);
                long last = block.last().position();
                next = new GenericTrackedEventMessage<>(
                        new GlobalSequenceTrackingToken(last), new GenericEventMessage<>(block));
                position = last;
            }
        }
        return next;
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        while (look() == null) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || closed) {
                return false;
            }
            LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(10)));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return true;
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (!hasNextAvailable(1, TimeUnit.SECONDS)) {
            if (closed) {
                throw new InterruptedException("the stream is closed");
            }
        }
        TrackedEventMessage<?> taken = java.util.Objects.requireNonNull(next);
        next = null;
        outstanding.incrementAndGet();
        return taken;
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        listener = callback;
        return true;
    }

    @Override
    public void close() {
        closed = true;
        head.forget(moved);
    }
}
