package io.flywheel.benchmark;

import io.flywheel.api.store.MySqlFlags;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A schema made for one round on a running server, and dropped after it.
 *
 * @param server its URL with an empty schema, as {@code jdbc:mysql://127.0.0.1:3306/?user=root}
 * @param schema its name
 */
record MySqlPlace(String server, String schema) implements Place {
    static final String PREFIX = "jdbc:mysql:";

    private static final String NAMED = "flywheel_benchmark_";

    /** An empty one on a server. */
    static MySqlPlace fresh(String server) throws SQLException {
        MySqlPlace place =
                new MySqlPlace(server, NAMED + UUID.randomUUID().toString().replace('-', '_'));
        place.administer("CREATE DATABASE " + place.schema);
        return place;
    }

    static MySqlPlace at(String url) {
        int from = url.indexOf(NAMED);
        int to = from + NAMED.length() + UUID.randomUUID().toString().length();
        return new MySqlPlace(url.substring(0, from) + url.substring(to), url.substring(from, to));
    }

    private void administer(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public List<String> options() {
        return List.of(
                "--spring.datasource.url=" + word(),
                "--spring.datasource.username=" + parameter("user"),
                "--spring.datasource.password=" + parameter("password"));
    }

    private String parameter(String name) {
        Matcher found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(server);
        return found.find() ? found.group(1) : "";
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(word());
    }

    @Override
    public Connection connectReadModels() throws SQLException {
        return connect();
    }

    @Override
    public Connection create() throws SQLException {
        Properties flags = new Properties();
        flags.putAll(MySqlFlags.missingIn(word()));
        Connection connection = DriverManager.getConnection(word(), flags);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return connection;
    }

    @Override
    public List<String> definition(Connection connection, String... tables) throws SQLException {
        List<String> statements = new ArrayList<>();
        for (String table : tables) {
            try (Statement statement = connection.createStatement();
                    ResultSet line = statement.executeQuery("SHOW CREATE TABLE " + table)) {
                line.next();
                statements.add(line.getString(2));
            }
        }
        return statements;
    }

    @Override
    public int fetchSize() {
        // this driver's word for one after the other
        return Integer.MIN_VALUE;
    }

    @Override
    public String settings() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CONCAT('MySQL ', VERSION(),"
                        + " ', innodb_flush_log_at_trx_commit=', @@innodb_flush_log_at_trx_commit,"
                        + " ', log_bin=', @@log_bin, ', sync_binlog=', @@sync_binlog, ', innodb_buffer_pool_size=',"
                        + " @@innodb_buffer_pool_size DIV 1048576, 'M')")) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String word() {
        int parameters = server.indexOf('?');
        return parameters < 0
                ? server + schema
                : server.substring(0, parameters) + schema + server.substring(parameters);
    }

    @Override
    public Place another(Path folder) throws SQLException {
        return fresh(server);
    }

    @Override
    public void close() throws SQLException {
        administer("DROP DATABASE IF EXISTS " + schema);
    }
}
