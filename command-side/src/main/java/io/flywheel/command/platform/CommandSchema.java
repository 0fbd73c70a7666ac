package io.flywheel.command.platform;

import io.flywheel.api.store.StoreKind;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The migrations of the command side's tables, the same on every kind of store. */
final class CommandSchema {
    private CommandSchema() {}

    static Flyway of(DataSource dataSource, StoreKind kind) {
        return Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/command")
                .table("command_schema_history")
                // The query side may have put its tables into the same schema before.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholders(kind.placeholders())
                .load();
    }
}
