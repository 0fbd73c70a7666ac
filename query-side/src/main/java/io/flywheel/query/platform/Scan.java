package io.flywheel.query.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** Reads millions of rows one after the other, where the store would otherwise keep a whole result before the first. */
@Component
public class Scan {
    private final JdbcTemplate jdbc;
    private final QuerySchema schema;

    public Scan(@ReadStore JdbcTemplate jdbc, QuerySchema schema) {
        this.jdbc = jdbc;
        this.schema = schema;
    }

    /** The handler must not ask the store itself: the connection is busy with the rows to come. */
    public void each(String sql, RowCallbackHandler handler, Object... arguments) {
        jdbc.execute((ConnectionCallback<Boolean>) connection -> {
            if (schema.isMySql()) {
                read(connection, sql, handler, Integer.MIN_VALUE, arguments);
                return true;
            }
            lazily(connection, true);
            try {
                read(connection, sql, handler, 1_000, arguments);
                return true;
            } finally {
                lazily(connection, false);
            }
        });
    }

    private static void lazily(Connection connection, boolean on) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean ignored = statement.execute("SET LAZY_QUERY_EXECUTION " + on);
        }
    }

    private static void read(
            Connection connection, String sql, RowCallbackHandler handler, int fetch, Object... arguments)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(fetch);
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    handler.processRow(rows);
                }
            }
        }
    }
}
