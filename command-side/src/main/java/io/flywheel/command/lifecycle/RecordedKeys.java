package io.flywheel.command.lifecycle;

import io.flywheel.api.EventFormat;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.command.platform.InList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Tells which touchpoints are in the log already: a touchpoint's key is its event's own identifier there. */
@Component
class RecordedKeys {
    private final JdbcTemplate jdbc;

    /** @param digest of what was sent then */
    record Recorded(String stream, long position, String digest) {}

    RecordedKeys(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, Recorded> find(Collection<String> keys) {
        Map<String, Recorded> found = new HashMap<>();
        for (List<String> some : InList.slices(keys)) {
            jdbc.query(
                    "SELECT event_id, stream, position, type, payload FROM ledger_event WHERE event_id IN "
                            + InList.marks(some),
                    row -> {
                        var event = (TouchpointRecorded) EventFormat.read(row.getString(4), row.getBytes(5));
                        found.put(row.getString(1), new Recorded(row.getString(2), row.getLong(3), event.digest()));
                    },
                    some.toArray());
        }
        return found;
    }
}
