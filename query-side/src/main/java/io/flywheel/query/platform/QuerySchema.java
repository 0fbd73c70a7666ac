package io.flywheel.query.platform;

import java.sql.Connection;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/** The tables of the read models, in place before anything reads or writes them. */
@Component
public class QuerySchema {
    private final boolean embedded;
    private final boolean mysql;

    QuerySchema(@ReadStore DataSource dataSource) {
        String url = ask(dataSource, true).toLowerCase(Locale.ROOT);
        this.mysql = !ask(dataSource, false).equals("H2");
        this.embedded =
                url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:tcp:") && !url.startsWith("jdbc:h2:ssl:");
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/query")
                .table("query_schema_history")
                // The command side may have put its tables into the same schema before.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholders(Map.of(
                        "ascii", mysql ? "CHARACTER SET ascii COLLATE ascii_bin" : "",
                        "bytes", mysql ? "LONGBLOB" : "VARBINARY(1048576)"))
                .load()
                .migrate();
    }

    /** Whether only this process can have the store open. */
    boolean embedded() {
        return embedded;
    }

    boolean isMySql() {
        return mysql;
    }

    /** The isolation under which every statement of a transaction sees the store as the first one did, without locks. */
    int snapshotIsolation() {
        // H2 takes its snapshot table by table under REPEATABLE READ, but of all tables under SERIALIZABLE.
        return mysql ? Connection.TRANSACTION_REPEATABLE_READ : Connection.TRANSACTION_SERIALIZABLE;
    }

    private static String ask(DataSource dataSource, boolean url) {
        try {
            return JdbcUtils.extractDatabaseMetaData(
                    dataSource, data -> url ? data.getURL() : data.getDatabaseProductName());
        } catch (MetaDataAccessException e) {
            throw new IllegalStateException("the store does not answer", e);
        }
    }
}
