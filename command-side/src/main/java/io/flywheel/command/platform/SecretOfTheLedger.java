package io.flywheel.command.platform;

import io.flywheel.api.identity.BlindIndex;
import java.util.List;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Stops a start with another secret than the ledger's. Nobody would be found by an id that was recorded before, and
 * everybody would be recorded again as somebody else.
 */
@Component
@DependsOn("commandSchema")
class SecretOfTheLedger implements InitializingBean {
    private static final String PROOF = "flywheel installation secret";

    private final JdbcTemplate jdbc;
    private final BlindIndex blind;

    SecretOfTheLedger(JdbcTemplate jdbc, BlindIndex blind) {
        this.jdbc = jdbc;
        this.blind = blind;
    }

    @Override
    public void afterPropertiesSet() {
        String mine = blind.digest(PROOF);
        List<String> known = known();
        if (known.isEmpty()) {
            try {
                jdbc.update("INSERT INTO installation (id, secret) VALUES (1, ?)", mine);
            } catch (DuplicateKeyException anotherWasFaster) {
                known = known();
            }
        }
        if (!known.isEmpty() && !known.getFirst().equals(mine)) {
            throw new OtherSecret();
        }
    }

    private List<String> known() {
        return jdbc.queryForList("SELECT secret FROM installation WHERE id = 1", String.class);
    }
}
