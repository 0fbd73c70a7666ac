package io.flywheel.command.ingestion;

import io.flywheel.api.EventFormat;
import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.command.platform.InList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Asks the log what an interrupted import recorded without noting it: a duplicate of its own is no duplicate. */
@Component
class RecordedRows {
    private final JdbcTemplate jdbc;
    private final BlindIndex blind;

    RecordedRows(JdbcTemplate jdbc, BlindIndex blind) {
        this.jdbc = jdbc;
        this.blind = blind;
    }

    /**
     * @param since the last position that the import has noted; whatever it recorded up to there is counted already
     * @return how many of these rows it recorded after that
     */
    int count(String importId, Source source, List<Arrival> rows, long since) {
        Set<String> keys = new HashSet<>();
        for (Arrival row : rows) {
            String messageId = EventJson.text(row.json(), "messageId");
            if (messageId != null) {
                keys.add(blind.touchpoint(source.name(), messageId).toString());
            }
        }
        int count = 0;
        for (List<String> some : InList.slices(keys)) {
            List<Object> values = new ArrayList<>(some);
            values.add(since);
            for (TouchpointRecorded recorded : jdbc.query(
                    "SELECT type, payload FROM ledger_event WHERE event_id IN " + InList.marks(some)
                            + " AND position > ?",
                    (row, n) -> (TouchpointRecorded) EventFormat.read(row.getString(1), row.getBytes(2)),
                    values.toArray())) {
                count += importId.equals(recorded.importId()) ? 1 : 0;
            }
        }
        return count;
    }
}
