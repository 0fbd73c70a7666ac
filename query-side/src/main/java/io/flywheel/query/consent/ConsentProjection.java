package io.flywheel.query.consent;

import io.flywheel.api.Micros;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.query.platform.Cells;
import io.flywheel.query.platform.LedgerEvent;
import io.flywheel.query.platform.Projection;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps what people said about each purpose, a row for everything that was said: which of it decides is asked later. */
@Component
public class ConsentProjection implements Projection {
    /** The read model to wait for before asking. */
    public static final String NAME = "consent";

    private static final String INSERT = """
            INSERT INTO consent_rows (generation, stream, known_at, purpose, granted, said_at, expires_at, source, wording,
                recorded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> tables() {
        return List.of("consent_rows");
    }

    @Override
    public void project(List<LedgerEvent> block, JdbcTemplate jdbc, int generation) {
        List<LedgerEvent> changes = new ArrayList<>();
        for (LedgerEvent event : block) {
            if (event.event() instanceof ConsentChanged) {
                changes.add(event);
            }
        }
        if (changes.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(INSERT, changes, changes.size(), (row, event) -> {
            ConsentChanged said = (ConsentChanged) event.event();
            row.setInt(1, generation);
            row.setString(2, event.stream());
            row.setLong(3, event.position());
            row.setString(4, said.purpose());
            row.setInt(5, said.granted() ? 1 : 0);
            row.setLong(6, Micros.of(said.at()));
            Cells.set(row, 7, said.expires() == null ? null : Long.valueOf(Micros.of(said.expires())));
            row.setString(8, said.source());
            row.setString(9, said.wording());
            row.setLong(10, Micros.of(event.recordedAt()));
        });
    }
}
