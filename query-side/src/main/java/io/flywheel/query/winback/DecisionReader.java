package io.flywheel.query.winback;

import io.flywheel.query.identity.People;
import io.flywheel.query.platform.ReadStore;
import io.flywheel.query.platform.Scan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads what a campaign decided about everybody, and counts it. */
@Component
class DecisionReader {
    private static final String STREAMS =
            "SELECT DISTINCT stream FROM winback_decision WHERE campaign = ? AND decided_at >= ? AND decided_at <= ?";
    private static final String DECISIONS = """
            SELECT stream, decision, step, reason, episode, version, decided_at FROM winback_decision
            WHERE campaign = ? AND decided_at >= ? AND decided_at <= ? AND decision <> 'ended' ORDER BY known_at""";

    private final JdbcTemplate jdbc;
    private final Scan scan;
    private final People people;

    DecisionReader(@ReadStore JdbcTemplate jdbc, Scan scan, People people) {
        this.jdbc = jdbc;
        this.scan = scan;
        this.people = people;
    }

    /** What was decided from one instant to another, both included, in microseconds. */
    Tally tally(String campaign, long from, long to) {
        List<String> streams = jdbc.queryForList(STREAMS, String.class, campaign, from, to);
        Tally tally = new Tally(people.goOnIn(streams));
        scan.each(DECISIONS, row -> tally.add(read(row)), campaign, from, to);
        return tally;
    }

    private static Tally.Decision read(ResultSet row) throws SQLException {
        int step = row.getInt(3);
        return new Tally.Decision(
                row.getString(1),
                row.getString(2),
                row.wasNull() ? null : step,
                row.getString(4),
                row.getString(5),
                row.getInt(6),
                row.getLong(7));
    }
}
