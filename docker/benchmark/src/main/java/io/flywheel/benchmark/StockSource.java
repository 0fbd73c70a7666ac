package io.flywheel.benchmark;

import io.flywheel.query.platform.Ledger;
import io.flywheel.query.platform.LedgerEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** The log as Axon's own engine hands it out: an event a message, read by the hundred. */
record StockSource(Ledger ledger) implements StreamableMessageSource<TrackedEventMessage<?>> {
    private static final int AT_ONCE = 100;

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new Stream(ledger, token == null ? 0 : token.position().orElse(0));
    }

    /** One reader's way through it. */
    private static final class Stream implements BlockingStream<TrackedEventMessage<?>> {
        private final Ledger ledger;
        private final Deque<TrackedEventMessage<?>> read = new ArrayDeque<>();
        private long position;

        Stream(Ledger ledger, long position) {
            this.ledger = ledger;
            this.position = position;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            if (read.isEmpty()) {
                List<Long> next = LongStream.rangeClosed(position + 1, position + AT_ONCE)
                        .boxed()
                        .toList();
                for (LedgerEvent event : ledger.at(next)) {
                    position = event.position();
                    read.add(new GenericTrackedEventMessage<>(
                            new GlobalSequenceTrackingToken(position), new GenericEventMessage<>(event)));
                }
            }
            return Optional.ofNullable(read.peek());
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return peek().isPresent();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            peek();
            return read.remove();
        }

        @Override
        public void close() {
            read.clear();
        }
    }
}
