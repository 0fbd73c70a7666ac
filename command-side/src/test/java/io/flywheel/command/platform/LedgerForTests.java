package io.flywheel.command.platform;

import io.flywheel.api.store.Store;
import io.flywheel.api.store.TestStore;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The command side's tables in a store of a test's own. */
public final class LedgerForTests {
    private LedgerForTests() {}

    public static JdbcTemplate fresh() {
        return in(TestStore.fresh().pool());
    }

    public static JdbcTemplate in(DataSource dataSource) {
        CommandSchema.of(dataSource, Store.check(dataSource, false, warning -> {}))
                .migrate();
        return new JdbcTemplate(dataSource);
    }
}
