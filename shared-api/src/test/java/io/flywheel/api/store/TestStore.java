package io.flywheel.api.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * Where tests find their store, each one of its own: H2 in memory, or a schema of a real MySQL server where the build
 * names one ({@code mvn -Pmysql}).
 */
public record TestStore(String url, String username, String password) {
    private static final Map<Path, TestStore> OF_FOLDERS = new ConcurrentHashMap<>();

    public static boolean isOnMySql() {
        return MySqlForTests.isWanted();
    }

    /** An empty one. */
    public static TestStore fresh() {
        return isOnMySql()
                ? MySqlForTests.freshSchema("utf8mb4")
                : new TestStore(
                        "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=MySQL;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000",
                        "sa",
                        "");
    }

    /** The product's ledger in a data folder: whoever names the same folder gets the same store. */
    public static TestStore in(Path data) {
        return isOnMySql()
                ? OF_FOLDERS.computeIfAbsent(data.toAbsolutePath(), folder -> fresh())
                : file(data.resolve("flywheel"));
    }

    /** A server of its own for a data folder, with all its files in one place. */
    public static MySqlForTests serverFor(Path data, Path files) throws IOException, InterruptedException {
        MySqlForTests server = MySqlForTests.withBinaryLog(files);
        OF_FOLDERS.put(data.toAbsolutePath(), server.schema("utf8mb4"));
        return server;
    }

    /** From here on another data folder has the same store: that of a process beside the first one. */
    public static void share(Path data, Path another) {
        OF_FOLDERS.put(another.toAbsolutePath(), in(data));
    }

    /** The product's read models: on MySQL with the ledger, else in a file beside it. */
    public static TestStore ofReadModelsIn(Path data) {
        return isOnMySql() ? in(data) : file(data.resolve("read-models"));
    }

    private static TestStore file(Path name) {
        return new TestStore(
                "jdbc:h2:file:" + name.toAbsolutePath() + ";MODE=MySQL;ACCESS_MODE_DATA=r", "flywheel", "");
    }

    /** What the product is to be started with; nothing for the store that it has of its own. */
    public String[] options() {
        return isOnMySql()
                ? new String[] {
                    "--spring.datasource.url=" + url,
                    "--spring.datasource.username=" + username,
                    "--spring.datasource.password=" + password
                }
                : new String[0];
    }

    /** The SQL for a column's bytes as text. */
    public static String utf8(String column) {
        return isOnMySql() ? "CONVERT(" + column + " USING utf8mb4)" : "UTF8TOSTRING(" + column + ")";
    }

    public StoreKind kind() {
        return isOnMySql() ? StoreKind.MYSQL : StoreKind.H2;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, username, password);
    }

    /**
     * A small pool as the product has one. Nobody closes it, so that one context after the other can be started on it;
     * its connections go when nobody has used them for a while.
     */
    public DataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(username);
        config.setPassword(password);
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(0);
        config.setIdleTimeout(10_000);
        if (isOnMySql()) {
            config.setTransactionIsolation(MySqlFlags.ISOLATION);
            MySqlFlags.missingIn(url).forEach(config::addDataSourceProperty);
        }
        DataSource pool = new HikariDataSource(config);
        return (DataSource) Proxy.newProxyInstance(
                TestStore.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(pool, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
