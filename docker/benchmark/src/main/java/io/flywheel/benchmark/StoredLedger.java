package io.flywheel.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a stopped product left: it is counted and copied as it is, not as the product says it is. */
final class StoredLedger implements AutoCloseable {
    private final Place place;
    private final Connection connection;

    private StoredLedger(Place place, Connection connection) {
        this.place = place;
        this.connection = connection;
    }

    static StoredLedger open(Place place) throws SQLException {
        return new StoredLedger(place, place.connect());
    }

    /** Events of one type at later positions. */
    long count(String type, long after) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT COUNT(*) FROM ledger_event WHERE position > ? AND type = ?")) {
            query.setLong(1, after);
            query.setString(2, type);
            try (ResultSet result = query.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    /** The statements that make an empty store with the same settings, tables and indexes for events. */
    List<String> definition() throws SQLException {
        return place.definition(connection, "ledger_head", "ledger_event");
    }

    /** Every event in the order of the log, all columns. */
    List<Row> rows() throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(place.fetchSize());
            try (ResultSet result = statement.executeQuery("SELECT * FROM ledger_event ORDER BY position")) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    Object[] values = new Object[columns];
                    for (int i = 0; i < columns; i++) {
                        values[i] = result.getObject(i + 1);
                    }
                    rows.add(new Row(
                            result.getLong("position"), result.getString("type").equals("TouchpointRecorded"), values));
                }
            }
        }
        return rows;
    }

    int columns() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM ledger_event WHERE position < 0")) {
            return result.getMetaData().getColumnCount();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** One event's columns as they are stored. */
    static final class Row {
        final long position;
        final boolean touchpoint;
        final Object[] values;

        Row(long position, boolean touchpoint, Object[] values) {
            this.position = position;
            this.touchpoint = touchpoint;
            this.values = values;
        }
    }
}
