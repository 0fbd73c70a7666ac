package io.flywheel.query.ltv;

import io.flywheel.api.EventFormat;
import io.flywheel.api.Micros;
import io.flywheel.api.ltv.FitPublished;
import io.flywheel.query.platform.LedgerEvent;
import io.flywheel.query.platform.Projection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Learns the published parameters of predictions from the log. */
@Component
class FitProjection implements Projection {
    static final String NAME = "fit";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> tables() {
        return List.of("fit_rows");
    }

    @Override
    public void project(List<LedgerEvent> block, JdbcTemplate jdbc, int generation) {
        List<Object[]> rows = block.stream()
                .filter(entry -> entry.event() instanceof FitPublished)
                .map(entry -> row((FitPublished) entry.event(), entry.position(), generation))
                .toList();
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(
                    "INSERT INTO fit_rows (generation, version, until_at, fit, known_at) VALUES (?, ?, ?, ?, ?)", rows);
        }
    }

    private static Object[] row(FitPublished event, long position, int generation) {
        return new Object[] {
            generation, event.version(), Micros.of(event.fit().until()), EventFormat.write(event), position
        };
    }
}
