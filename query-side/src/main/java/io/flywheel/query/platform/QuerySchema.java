package io.flywheel.query.platform;

import io.flywheel.api.store.Store;
import io.flywheel.api.store.StoreKind;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/** The tables of the read models, in place before anything reads or writes them. */
@Component
public class QuerySchema {
    private static final Logger log = LoggerFactory.getLogger(QuerySchema.class);

    private final boolean embedded;
    private final StoreKind kind;

    /** @param unsafe whether a MySQL server may be used that forgets what it acknowledged when the machine fails */
    QuerySchema(@ReadStore DataSource dataSource, @Value("${" + Store.UNSAFE + ":false}") boolean unsafe) {
        this.kind = Store.check(dataSource, unsafe, log::warn);
        String url = urlOf(dataSource).toLowerCase(Locale.ROOT);
        this.embedded =
                url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:tcp:") && !url.startsWith("jdbc:h2:ssl:");
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/query")
                .table("query_schema_history")
                // The command side may have put its tables into the same schema before.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholders(kind.placeholders())
                .load()
                .migrate();
    }

    /** Whether only this process can have the store open. */
    boolean embedded() {
        return embedded;
    }

    boolean isMySql() {
        return kind == StoreKind.MYSQL;
    }

    /** The isolation under which every statement of a transaction sees the store as the first one did, without locks. */
    int snapshotIsolation() {
        return switch (kind) {
            case MYSQL -> Connection.TRANSACTION_REPEATABLE_READ;
            // H2 takes its snapshot table by table under REPEATABLE READ, but of all tables under SERIALIZABLE.
            case H2 -> Connection.TRANSACTION_SERIALIZABLE;
        };
    }

    private static String urlOf(DataSource dataSource) {
        try {
            return JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getURL);
        } catch (MetaDataAccessException e) {
            throw new IllegalStateException("the store does not answer", e);
        }
    }
}
