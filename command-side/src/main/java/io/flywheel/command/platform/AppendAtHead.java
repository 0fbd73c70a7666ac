package io.flywheel.command.platform;

import io.flywheel.api.Micros;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.statements.AppendEventsStatementBuilder;
import org.axonframework.eventsourcing.eventstore.jdbc.statements.TimestampWriter;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/**
 * Takes the next positions while holding the head's row, which is freed only by the commit: so positions have no gaps
 * and their order is the order of commits, in any number of processes.
 */
final class AppendAtHead implements AppendEventsStatementBuilder {
    private static final String APPEND = "INSERT INTO ledger_event (position, stream, sequence, stream_type, event_id,"
            + " type, revision, recorded_at, payload, metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    @Override
    public PreparedStatement build(
            Connection connection,
            EventSchema schema,
            Class<?> dataType,
            List<? extends EventMessage<?>> events,
            Serializer serializer,
            TimestampWriter timestamps)
            throws SQLException {
        // Written before the head is locked: other writers wait for the head, not for this.
        byte[][] payloads = new byte[events.size()][];
        for (int i = 0; i < payloads.length; i++) {
            payloads[i] =
                    events.get(i).serializePayload(serializer, byte[].class).getData();
        }
        long position = takePositions(connection, events.size());
        PreparedStatement statement = connection.prepareStatement(APPEND);
        for (int i = 0; i < payloads.length; i++) {
            DomainEventMessage<?> event = (DomainEventMessage<?>) events.get(i);
            position++;
            statement.setLong(1, position);
            statement.setString(2, event.getAggregateIdentifier());
            statement.setLong(3, event.getSequenceNumber());
            statement.setString(4, event.getType());
            statement.setString(5, idOf(event, position));
            statement.setString(
                    6, serializer.typeForClass(event.getPayloadType()).getName());
            statement.setString(
                    7, serializer.typeForClass(event.getPayloadType()).getRevision());
            statement.setLong(8, Micros.of(event.getTimestamp()));
            statement.setBytes(9, payloads[i]);
            statement.setBytes(10, metadata(event, serializer));
            statement.addBatch();
        }
        long last = position;
        CurrentUnitOfWork.ifStarted(work -> work.root().resources().put(LastPosition.RESOURCE, last));
        return statement;
    }

    private static long takePositions(Connection connection, int count) throws SQLException {
        try (PreparedStatement take =
                connection.prepareStatement("UPDATE ledger_head SET position = position + ? WHERE id = 1")) {
            take.setInt(1, count);
            take.executeUpdate();
        }
        try (Statement read = connection.createStatement();
                ResultSet row = read.executeQuery("SELECT position FROM ledger_head WHERE id = 1")) {
            row.next();
            return row.getLong(1) - count;
        }
    }

    /** A touchpoint's key where there is one, so that the unique key of the column keeps it from being recorded twice. */
    private static String idOf(DomainEventMessage<?> event, long position) {
        return event.getPayload() instanceof TouchpointRecorded recorded
                ? recorded.facts().key().toString()
                : "p" + position;
    }

    private static byte @org.jspecify.annotations.Nullable [] metadata(
            DomainEventMessage<?> event, Serializer serializer) {
        if (event.getMetaData().isEmpty()) {
            return null;
        }
        SerializedObject<byte[]> written = event.serializeMetaData(serializer, byte[].class);
        return written.getData();
    }
}
