package io.flywheel.demo;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Decides whether this store gets, keeps or goes on with a sample population; only ever one that was empty. */
@Component
class DemoPlan {
    private final Optional<Population> wanted;
    private final Path folder;
    private final Clock clock;
    private final JdbcTemplate jdbc;

    DemoPlan(
            @Value("${flywheel.demo:shop}") String wanted,
            @Value("${flywheel.data}") String folder,
            Clock clock,
            JdbcTemplate jdbc) {
        this.wanted = Populations.named(wanted);
        this.folder = Path.of(folder);
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /** What is in the store, or is to be loaded into it now; empty where there is none and is to be none. */
    Optional<DemoNote> decide() {
        if (!storeIsEmpty()) {
            return DemoNote.read(folder);
        }
        return wanted.map(population -> new DemoNote(population.name(), LocalDate.now(clock), false));
    }

    /** Whether somebody asked for none, so that a half-loaded one is left as it is. */
    boolean mayLoad() {
        return wanted.isPresent();
    }

    void keep(DemoNote note) {
        note.write(folder);
    }

    private boolean storeIsEmpty() {
        return jdbc.queryForList("SELECT position FROM ledger_event WHERE type = 'LifecycleOpened' LIMIT 1")
                .isEmpty();
    }
}
