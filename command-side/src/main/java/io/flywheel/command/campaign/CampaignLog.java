package io.flywheel.command.campaign;

import io.flywheel.api.EventFormat;
import io.flywheel.api.Micros;
import io.flywheel.api.winback.CampaignEvent;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads the streams of all campaigns and of the switch at once, in the order of the log, whichever process wrote them. */
@Component
class CampaignLog {
    // Two ranges of the key (stream, sequence), each read by itself: not every database takes the key for an OR.
    // ';' follows ':'.
    private static final String CAMPAIGNS = " FROM ledger_event WHERE stream >= 'campaign:' AND stream < 'campaign;'";
    private static final String SWITCH = " FROM ledger_event WHERE stream >= 'sending:' AND stream < 'sending;'";
    private static final String ROW = "SELECT position, recorded_at, type, payload";
    private static final String NEWEST = "SELECT MAX(position) AS newest";

    private final JdbcTemplate jdbc;

    CampaignLog(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<LoggedChange> read() {
        return jdbc.query(
                ROW + CAMPAIGNS + " UNION ALL " + ROW + SWITCH + " ORDER BY position",
                (row, number) -> new LoggedChange(
                        row.getLong("position"), Micros.toInstant(row.getLong("recorded_at")), (CampaignEvent)
                                EventFormat.read(row.getString("type"), row.getBytes("payload"))));
    }

    /** The position of the newest of these events, 0 before the first. */
    long head() {
        Long head = jdbc.queryForObject(
                "SELECT MAX(newest) FROM (" + NEWEST + CAMPAIGNS + " UNION ALL " + NEWEST + SWITCH
                        + ") AS each_of_them",
                Long.class);
        return head == null ? 0 : head;
    }
}
