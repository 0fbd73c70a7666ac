package io.flywheel.command.privacy;

import io.flywheel.api.privacy.KeyKeeper;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.privacy.KeysRefused;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Stops a start on a folder of keys that is not the ledger's. A lost folder would be made anew, and from then on nothing
 * that was sealed before could be told from what is erased for good.
 */
@Component
@DependsOn("commandSchema")
class KeysOfTheLedger implements InitializingBean {
    private static final String SOME = "SELECT key_name FROM identity_index ORDER BY blind_index LIMIT 100";

    private final JdbcTemplate jdbc;
    private final KeyKeeper keys;

    KeysOfTheLedger(JdbcTemplate jdbc, KeyKeeper keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    @Override
    public void afterPropertiesSet() {
        boolean known = jdbc.queryForList(SOME, String.class).stream()
                .map(KeyName::parse)
                .allMatch(keys::has);
        if (!known) {
            throw KeysRefused.lost(keys.folder());
        }
    }
}
