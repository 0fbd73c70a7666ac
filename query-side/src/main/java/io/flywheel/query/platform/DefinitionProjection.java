package io.flywheel.query.platform;

import io.flywheel.api.definition.DefinitionEvent;
import io.flywheel.api.definition.ModelActivated;
import io.flywheel.api.definition.ModelPublished;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Learns the stage models from the log, the only place where the query side hears of them. */
@Component
class DefinitionProjection implements Projection {
    static final String NAME = "definition";
    /** The {@code withdrawn_at} of what still stands. */
    static final long STANDS = Long.MAX_VALUE;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> tables() {
        return List.of("definition_rows", "definition_active_rows");
    }

    @Override
    public void project(List<LedgerEvent> block, JdbcTemplate jdbc, int generation) {
        for (LedgerEvent entry : block) {
            if (entry.event() instanceof DefinitionEvent event) {
                switch (event) {
                    case ModelPublished published -> publish(published, entry.position(), jdbc, generation);
                    case ModelActivated activated -> activate(activated, entry.position(), jdbc, generation);
                }
            }
        }
    }

    private static void publish(ModelPublished event, long position, JdbcTemplate jdbc, int generation) {
        jdbc.update(
                "INSERT INTO definition_rows (generation, model, version, hash, text, known_at) VALUES (?,?,?,?,?,?)",
                generation,
                event.model(),
                event.version(),
                event.hash(),
                event.text().getBytes(StandardCharsets.UTF_8),
                position);
    }

    private static void activate(ModelActivated event, long position, JdbcTemplate jdbc, int generation) {
        jdbc.update(
                "UPDATE definition_active_rows SET withdrawn_at = ? WHERE generation = ? AND model = ? AND withdrawn_at = ?",
                position,
                generation,
                event.model(),
                STANDS);
        jdbc.update(
                "INSERT INTO definition_active_rows (generation, model, version, known_at, withdrawn_at)"
                        + " VALUES (?,?,?,?,?)",
                generation,
                event.model(),
                event.version(),
                position,
                STANDS);
    }
}
