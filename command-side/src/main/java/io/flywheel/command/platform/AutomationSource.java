package io.flywheel.command.platform;

import io.flywheel.api.EventFormat;
import io.flywheel.api.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The log as automations read it: only events of the types that they act on. Most of the log is touchpoints, which they
 * need not even decode. Positions have no gaps and follow commit order, so the last one read says it all.
 */
public final class AutomationSource implements StreamableMessageSource<TrackedEventMessage<?>> {
    private static final int AT_ONCE = 500;
    private static final long POLL_MILLIS = 200;

    private final JdbcTemplate jdbc;
    private final List<String> types;
    private final Runnable abreast;

    /** @param abreast is run after it is known how far the log goes and before any of it is handed out */
    public AutomationSource(JdbcTemplate jdbc, List<Class<?>> types, Runnable abreast) {
        this.jdbc = jdbc;
        this.abreast = abreast;
        this.types = types.stream().map(EventFormat::typeOf).toList();
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new Stream(token == null ? 0 : token.position().orElse(0));
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(LastPosition.ofLog(jdbc));
    }

    @Override
    public TrackingToken createTokenAt(Instant instant) {
        throw new UnsupportedOperationException("automations begin at the head of the log");
    }

    private final class Stream implements BlockingStream<TrackedEventMessage<?>> {
        private final Queue<TrackedEventMessage<?>> fetched = new ArrayDeque<>();
        private long seen;

        Stream(long seen) {
            this.seen = seen;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            fetch();
            return Optional.ofNullable(fetched.peek());
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            long deadline = System.nanoTime() + unit.toNanos(timeout);
            while (peek().isEmpty()) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(Math.min(left, POLL_MILLIS));
            }
            return true;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            while (!hasNextAvailable(1, TimeUnit.SECONDS)) {
                // somebody waits for as long as it takes
            }
            return fetched.remove();
        }

        @Override
        public void close() {
            fetched.clear();
        }

        private void fetch() {
            if (!fetched.isEmpty()) {
                return;
            }
            long head = LastPosition.ofLog(jdbc);
            if (head <= seen) {
                return;
            }
            abreast.run();
            Object[] arguments = new Object[types.size() + 3];
            arguments[0] = seen;
            arguments[1] = head;
            for (int i = 0; i < types.size(); i++) {
                arguments[i + 2] = types.get(i);
            }
            arguments[types.size() + 2] = AT_ONCE;
            List<TrackedEventMessage<?>> found = jdbc.query(
                    "SELECT position, stream, sequence, stream_type, event_id, type, recorded_at, payload FROM ledger_event"
                            + " WHERE position > ? AND position <= ? AND type IN ("
                            + String.join(", ", Collections.nCopies(types.size(), "?")) + ") ORDER BY position LIMIT ?",
                    (row, number) -> message(row),
                    arguments);
            fetched.addAll(found);
            seen = found.size() < AT_ONCE
                    ? head
                    : found.getLast().trackingToken().position().orElseThrow();
        }

        private static TrackedEventMessage<?> message(ResultSet row) throws SQLException {
            Object event = EventFormat.read(row.getString("type"), row.getBytes("payload"));
            return new GenericTrackedDomainEventMessage<>(
                    new GlobalSequenceTrackingToken(row.getLong("position")),
                    new GenericDomainEventMessage<>(
                            row.getString("stream_type"),
                            row.getString("stream"),
                            row.getLong("sequence"),
                            event,
                            MetaData.emptyInstance(),
                            row.getString("event_id"),
                            Micros.toInstant(row.getLong("recorded_at"))));
        }
    }
}
