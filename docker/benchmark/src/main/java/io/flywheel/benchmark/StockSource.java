package io.flywheel.benchmark;

import io.flywheel.query.platform.LedgerEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The log as Axon's own engine hands it out: an event a message, read by the hundred. */
record StockSource(JdbcTemplate ledger) implements StreamableMessageSource<TrackedEventMessage<?>> {
    private static final int AT_ONCE = 100;
    private static final String EVENTS =
            "SELECT position, stream, sequence, recorded_at, type, payload FROM ledger_event"
                    + " WHERE position > ? AND position <= ? ORDER BY position";

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new Stream(ledger, token == null ? 0 : token.position().orElse(0));
    }

    /** One reader's way through it. */
    private static final class Stream implements BlockingStream<TrackedEventMessage<?>> {
        private final JdbcTemplate ledger;
        private final Deque<TrackedEventMessage<?>> read = new ArrayDeque<>();
        private long position;

        Stream(JdbcTemplate ledger, long position) {
            this.ledger = ledger;
            this.position = position;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            if (read.isEmpty()) {
                for (LedgerEvent event : ledger.query(
                        EVENTS, (row, number) -> StockProcessors.read(row), position, position + AT_ONCE)) {
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
