package io.flywheel.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;

/** The file that a stopped product left: what it holds is counted and copied, not what the product says it holds. */
final class StoredLedger implements AutoCloseable {
    /** As the product opens its store. */
    static final String SETTINGS = ";MODE=MySQL;WRITE_DELAY=0;PAGE_SIZE=8192;CACHE_SIZE=32768";

    /** Of the ledger's file in the data folder. */
    static final String NAME = "flywheel";

    private final Connection connection;

    private StoredLedger(Connection connection) {
        this.connection = connection;
    }

    /** @param data the product's data folder */
    static StoredLedger open(Path data) throws SQLException {
        // beside it are the read models, which are made from it and could be made again
        if (!Files.isRegularFile(data.resolve(NAME + ".mv.db"))) {
            throw new IllegalStateException("The product left no ledger in its data folder.");
        }
        // names are found in either case: whether the product's settings fold them is its own affair
        String url = "jdbc:h2:file:" + data.resolve(NAME).toAbsolutePath()
                + ";IFEXISTS=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
        return new StoredLedger(connect(url));
    }

    static Connection connect(String url) throws SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        try {
            return source.getConnection("flywheel", "");
        } catch (SQLException e) {
            if (e.getErrorCode() != 28000) {
                throw e;
            }
            return source.getConnection("", "");
        }
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
        List<String> statements = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet lines = statement.executeQuery("SCRIPT NODATA NOPASSWORDS TABLE ledger_head, ledger_event")) {
            while (lines.next()) {
                String line = lines.getString(1);
                if (line.startsWith("SET ")
                        || line.startsWith("ALTER TABLE")
                        || line.matches("(?s)CREATE .*(TABLE|INDEX) .*")) {
                    statements.add(line);
                }
            }
        }
        return statements;
    }

    /** Every event in the order of the log, all columns. */
    List<Row> rows() throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM ledger_event ORDER BY position")) {
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
