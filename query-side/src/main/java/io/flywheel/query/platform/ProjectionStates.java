package io.flywheel.query.platform;

import io.flywheel.api.Micros;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How far every read model is, for those who show it. */
@Component
public class ProjectionStates {
    private final Projections projections;
    private final Positions positions;
    private final JdbcTemplate jdbc;
    private final JdbcTemplate ledger;
    private final Clock clock;

    ProjectionStates(
            Projections projections,
            Positions positions,
            @ReadStore JdbcTemplate jdbc,
            JdbcTemplate ledger,
            Clock clock) {
        this.projections = projections;
        this.positions = positions;
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** By name; the live generation of each. */
    public List<ProjectionStatus> all() {
        // The head first: a read model that has seen it has seen everything there was when the question came.
        long head = positions.head();
        return jdbc.query(
                "SELECT name, generation, position FROM read_model_live ORDER BY name",
                (row, number) -> status(row.getString(1), row.getInt(2), row.getLong(3), head));
    }

    private ProjectionStatus status(String name, int generation, long position, long head) {
        long lag = Math.max(0, head - position);
        return new ProjectionStatus(
                name,
                position,
                lag,
                lag == 0 ? 0 : ageOf(position + 1),
                lag == 0,
                generation,
                projections.error(name, generation));
    }

    private double ageOf(long position) {
        return ledger
                .queryForList("SELECT recorded_at FROM ledger_event WHERE position = ?", Long.class, position)
                .stream()
                .mapToDouble(recorded -> Math.max(0, Micros.of(clock.instant()) - recorded) / 1_000_000.0)
                .findFirst()
                .orElse(0);
    }
}
