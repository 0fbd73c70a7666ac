package io.flywheel.command.platform;

import io.flywheel.api.Micros;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Axon's event store, which reads the streams, and writes the snapshots, of many people at once. */
public final class LedgerEventStore extends EmbeddedEventStore {
    private static final String PRELOADED = "flywheel.preloadedStreams";
    private static final String COLUMNS =
            "SELECT stream, sequence, stream_type, event_id, type, revision, recorded_at, payload, metadata FROM ";
    private static final String SNAPSHOTS = COLUMNS + "ledger_snapshot WHERE stream IN %s";
    private static final String EVENTS = COLUMNS + "ledger_event WHERE stream IN %s ORDER BY stream, sequence";
    // A join from the snapshots, so that the key of the log finds where each stream goes on. What each row goes on from
    // is
    // in it: another process may have replaced the snapshot since it was read.
    private static final String EVENTS_SINCE = """
            SELECT e.stream, e.sequence, e.stream_type, e.event_id, e.type, e.revision, e.recorded_at, e.payload,
                e.metadata, s.stream AS snapped, s.sequence AS since
            FROM ledger_snapshot s LEFT JOIN ledger_event e ON e.stream = s.stream AND e.sequence > s.sequence
            WHERE s.stream IN %s ORDER BY s.stream, e.sequence""";
    private static final String NEWEST =
            "SELECT stream, MAX(sequence) FROM ledger_event WHERE stream IN %s GROUP BY stream";

    private static final String FORGET_SNAPSHOT = "DELETE FROM ledger_snapshot WHERE stream = ? AND sequence <= ?";
    private static final String KEEP_SNAPSHOT = "INSERT INTO ledger_snapshot (stream, sequence, stream_type, event_id,"
            + " type, revision, recorded_at, payload, metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)"
            + " ON DUPLICATE KEY UPDATE revision = VALUES(revision), payload = VALUES(payload)";

    private final LedgerStorageEngine engine;
    private final LedgerSerializer serializer;
    private final Supplier<String> modelsInForce;
    private final JdbcTemplate jdbc;
    private final TransactionManager transactions;

    private interface Statements {
        void with(Connection connection) throws SQLException;
    }

    LedgerEventStore(
            Builder builder,
            LedgerStorageEngine engine,
            LedgerSerializer serializer,
            Supplier<String> modelsInForce,
            JdbcTemplate jdbc,
            TransactionManager transactions) {
        super(builder);
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.engine = engine;
        this.serializer = serializer;
        this.modelsInForce = modelsInForce;
    }

    /**
     * Reads these streams so that the next {@link #readEvents(String)} of each, in the same unit of work, needs no query.
     *
     * @param streams that may have events
     * @param fresh streams known to have none
     */
    public void preload(UnitOfWork<?> work, List<String> streams, Collection<String> fresh) {
        Map<String, List<DomainEventMessage<?>>> preloaded = new HashMap<>();
        fresh.forEach(stream -> preloaded.put(stream, List.of()));
        inStore(connection -> {
            for (List<String> some : InList.slices(streams)) {
                preloadSome(connection, some, preloaded);
            }
        });
        work.root().resources().put(PRELOADED, preloaded);
    }

    /** The same, from their first events on: for who asks for histories that no snapshot holds. */
    public void preloadWhole(UnitOfWork<?> work, List<String> streams) {
        Map<String, List<DomainEventMessage<?>>> preloaded = new HashMap<>();
        inStore(connection -> {
            for (List<String> some : InList.slices(streams)) {
                add(engine.read(connection, EVENTS.formatted(InList.marks(some)), some), preloaded);
            }
        });
        work.root().resources().put(PRELOADED, preloaded);
    }

    private void inStore(Statements statements) {
        jdbc.execute((ConnectionCallback<Boolean>) connection -> {
            statements.with(connection);
            return true;
        });
    }

    private void preloadSome(
            Connection connection, List<String> streams, Map<String, List<DomainEventMessage<?>>> preloaded)
            throws SQLException {
        streams.forEach(stream -> preloaded.put(stream, new ArrayList<>()));
        String current = modelsInForce.get();
        Map<String, DomainEventData<?>> snapshots = new HashMap<>();
        Map<String, Long> since = new HashMap<>();
        for (DomainEventData<?> each : engine.read(connection, SNAPSHOTS.formatted(InList.marks(streams)), streams)) {
            // Two processes may each have left one.
            if (current.equals(each.getPayload().getType().getRevision())
                    && since.getOrDefault(each.getAggregateIdentifier(), -1L) < each.getSequenceNumber()) {
                snapshots.put(each.getAggregateIdentifier(), each);
                since.put(each.getAggregateIdentifier(), each.getSequenceNumber());
            }
        }
        List<DomainEventData<?>> later = since.isEmpty()
                ? List.of()
                : engine.readSince(connection, EVENTS_SINCE.formatted(InList.marks(since.keySet())), since);
        snapshots.keySet().retainAll(since.keySet());
        add(snapshots.values(), preloaded);
        add(later, preloaded);
        List<String> whole = new ArrayList<>(streams);
        whole.removeAll(since.keySet());
        if (!whole.isEmpty()) {
            add(engine.read(connection, EVENTS.formatted(InList.marks(whole)), whole), preloaded);
        }
    }

    private void add(Collection<DomainEventData<?>> data, Map<String, List<DomainEventMessage<?>>> preloaded) {
        EventStreamUtils.upcastAndDeserializeDomainEvents(data.stream(), serializer, NoOpEventUpcaster.INSTANCE)
                .forEachRemaining(event -> preloaded
                        .computeIfAbsent(event.getAggregateIdentifier(), s -> new ArrayList<>())
                        .add(event));
    }

    /** By stream, the sequence number of its newest event; those that have none are missing. */
    public Map<String, Long> newestOf(List<String> streams) {
        Map<String, Long> newest = new HashMap<>();
        for (List<String> some : InList.slices(streams)) {
            jdbc.query(
                    NEWEST.formatted(InList.marks(some)),
                    row -> {
                        newest.put(row.getString(1), row.getLong(2));
                    },
                    some.toArray());
        }
        return newest;
    }

    /** Nobody else appends anything before the transaction ends that is under way. */
    public void holdHead() {
        jdbc.queryForList("SELECT position FROM ledger_head WHERE id = 1 FOR UPDATE", Long.class);
    }

    /** Must be called while nobody else may change the aggregate, and when all that it applied is committed. */
    public <T> StreamSnapshot snapshotOf(EventSourcedAggregate<T> aggregate) {
        SerializedObject<byte[]> state = serializer.serialize(aggregate.getAggregateRoot(), byte[].class);
        return new StreamSnapshot(
                aggregate.identifierAsString(),
                aggregate.type(),
                aggregate.version(),
                state.getType().getRevision(),
                state.getData());
    }

    /** Stores these instead of earlier ones of their streams, all in one transaction. */
    public void keep(List<StreamSnapshot> snapshots) {
        transactions.executeInTransaction(() -> inStore(connection -> write(connection, snapshots)));
    }

    private void write(Connection connection, List<StreamSnapshot> snapshots) throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement(FORGET_SNAPSHOT);
                PreparedStatement keep = connection.prepareStatement(KEEP_SNAPSHOT)) {
            long now = Micros.of(GenericEventMessage.clock.instant());
            // In one order, so that two processes never wait for each other.
            for (StreamSnapshot snapshot : inOrder(snapshots)) {
                forget.setString(1, snapshot.stream());
                forget.setLong(2, snapshot.sequence());
                forget.addBatch();
                keep.setString(1, snapshot.stream());
                keep.setLong(2, snapshot.sequence());
                keep.setString(3, snapshot.type());
                keep.setString(4, IdentifierFactory.getInstance().generateIdentifier());
                keep.setString(5, serializer.snapshotType());
                keep.setString(6, snapshot.revision());
                keep.setLong(7, now);
                keep.setBytes(8, snapshot.state());
                keep.addBatch();
            }
            forget.executeBatch();
            keep.executeBatch();
        }
    }

    private static List<StreamSnapshot> inOrder(List<StreamSnapshot> snapshots) {
        return snapshots.stream()
                .sorted(Comparator.comparing(StreamSnapshot::stream))
                .toList();
    }

    @Override
    @SuppressWarnings("unchecked")
    public DomainEventStream readEvents(String stream) {
        if (CurrentUnitOfWork.isStarted()) {
            Map<String, List<DomainEventMessage<?>>> preloaded = (Map<String, List<DomainEventMessage<?>>>)
                    CurrentUnitOfWork.get().root().resources().get(PRELOADED);
            List<DomainEventMessage<?>> events = preloaded == null ? null : preloaded.remove(stream);
            if (events != null) {
                return DomainEventStream.of(events);
            }
        }
        return super.readEvents(stream);
    }
}
