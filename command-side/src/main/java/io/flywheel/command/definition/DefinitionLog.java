package io.flywheel.command.definition;

import io.flywheel.api.EventFormat;
import io.flywheel.api.Micros;
import io.flywheel.api.definition.DefinitionEvent;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads all definition streams at once, in the order of the log, whichever process wrote them. */
@Component
class DefinitionLog {
    // A range, not LIKE: the key (stream, sequence) answers it on every database. ';' follows ':'.
    private static final String DEFINITIONS = "FROM ledger_event WHERE stream >= 'model:' AND stream < 'model;'";

    private final JdbcTemplate jdbc;

    DefinitionLog(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<LoggedDefinition> read() {
        return jdbc.query(
                "SELECT position, recorded_at, type, payload " + DEFINITIONS + " ORDER BY position",
                (row, number) -> new LoggedDefinition(
                        row.getLong("position"), Micros.toInstant(row.getLong("recorded_at")), (DefinitionEvent)
                                EventFormat.read(row.getString("type"), row.getBytes("payload"))));
    }

    /** The position of the newest definition event, 0 before the first. */
    long head() {
        Long head = jdbc.queryForObject("SELECT MAX(position) " + DEFINITIONS, Long.class);
        return head == null ? 0 : head;
    }

    /** Whether anybody was recorded before a position. */
    boolean hasLifecyclesBefore(long position) {
        return !jdbc.queryForList(
                        "SELECT 1 FROM ledger_event WHERE position < ? AND stream_type = 'UserLifecycle' LIMIT 1",
                        Integer.class,
                        position)
                .isEmpty();
    }
}
