package io.flywheel.command.platform;

import io.flywheel.api.Micros;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;

/** Axon's JDBC storage engine over {@code ledger_event}, with positions that have no gaps and follow commit order. */
final class LedgerStorageEngine extends JdbcEventStorageEngine {
    private static final EventSchema SCHEMA = EventSchema.builder()
            .eventTable("ledger_event")
            .snapshotTable("ledger_snapshot")
            .globalIndexColumn("position")
            .timestampColumn("recorded_at")
            .eventIdentifierColumn("event_id")
            .aggregateIdentifierColumn("stream")
            .sequenceNumberColumn("sequence")
            .typeColumn("stream_type")
            .payloadTypeColumn("type")
            .payloadRevisionColumn("revision")
            .payloadColumn("payload")
            .metaDataColumn("metadata")
            .build();

    private LedgerStorageEngine(Builder builder) {
        super(builder);
    }

    /**
     * @param modelsInForce names the model versions that a snapshot must have been folded under to be read
     */
    static LedgerStorageEngine over(
            ConnectionProvider connections,
            TransactionManager transactions,
            Serializer serializer,
            Supplier<String> modelsInForce) {
        PersistenceExceptionResolver duplicates = DuplicateKeys::isOne;
        Builder builder = builder();
        builder.connectionProvider(connections)
                .transactionManager(transactions)
                .schema(SCHEMA)
                .appendEvents(new AppendAtHead())
                .createTokenAt((connection, schema, at) -> {
                    PreparedStatement statement = connection.prepareStatement(
                            "SELECT MIN(position) - 1 FROM ledger_event WHERE recorded_at >= ?");
                    statement.setLong(1, Micros.of(at));
                    return statement;
                })
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .snapshotFilter(snapshot -> isCurrent(snapshot, modelsInForce.get()))
                .upcasterChain(NoOpEventUpcaster.INSTANCE)
                .persistenceExceptionResolver(duplicates)
                .batchSize(1000);
        return new LedgerStorageEngine(builder);
    }

    private static boolean isCurrent(DomainEventData<?> snapshot, String models) {
        return models.equals(snapshot.getPayload().getType().getRevision());
    }

    /** Reads the rows of a query over the columns of either table, with these streams as its arguments. */
    List<DomainEventData<?>> read(Connection connection, String sql, List<String> streams) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < streams.size(); i++) {
                statement.setString(i + 1, streams.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<DomainEventData<?>> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(getDomainEventData(rows));
                }
                return found;
            }
        }
    }

    /**
     * Reads what follows on snapshots: each row names, as {@code snapped} and {@code since}, the one that it follows on.
     *
     * @param snapshots the sequence number of each, by its stream; those that are not there any more are taken out
     */
    List<DomainEventData<?>> readSince(Connection connection, String sql, Map<String, Long> snapshots)
            throws SQLException {
        List<String> streams = List.copyOf(snapshots.keySet());
        Set<String> replaced = new HashSet<>(streams);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < streams.size(); i++) {
                statement.setString(i + 1, streams.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<DomainEventData<?>> found = new ArrayList<>();
                while (rows.next()) {
                    String stream = rows.getString("snapped");
                    if (Objects.equals(snapshots.get(stream), rows.getLong("since"))) {
                        replaced.remove(stream);
                        if (rows.getString("stream") != null) {
                            found.add(getDomainEventData(rows));
                        }
                    }
                }
                snapshots.keySet().removeAll(replaced);
                return found;
            }
        }
    }

    /** Most events have no metadata, and nothing is stored for none. */
    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    protected <T> T readPayload(ResultSet rows, String column) throws SQLException {
        byte[] bytes = rows.getBytes(column);
        return (T) (bytes == null ? LedgerSerializer.NO_METADATA : bytes);
    }

    @Override
    protected Object readTimeStamp(ResultSet rows, String column) throws SQLException {
        return Micros.toInstant(rows.getLong(column));
    }

    @Override
    protected void writeTimestamp(PreparedStatement statement, int index, Instant timestamp) throws SQLException {
        statement.setLong(index, Micros.of(timestamp));
    }
}
