package io.flywheel.command.ingestion;

import io.flywheel.command.lifecycle.ForgottenInFiles;
import io.flywheel.command.platform.Home;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Knows from the table of open erasures whether this process's uploads may still name somebody who was forgotten. */
@Component
class ForgottenInUploads implements ForgottenInFiles {
    private final JdbcTemplate jdbc;
    private final Home home;

    ForgottenInUploads(JdbcTemplate jdbc, Home home) {
        this.jdbc = jdbc;
        this.home = home;
    }

    @Override
    public void requireNone() {
        if (!jdbc.queryForList("SELECT 1 FROM erasure_left WHERE home = ? LIMIT 1", Integer.class, home.name())
                .isEmpty()) {
            throw new TransientDataAccessResourceException("somebody is being forgotten who may be in a file");
        }
    }
}
