package io.flywheel.query.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.flywheel.api.EventFormat;
import io.flywheel.api.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads and decodes the log in blocks, once for all read models that are near each other. */
@Component
class LedgerBlocks {
    /** Blocks end at multiples of this position, so that readers who started apart come to share them. */
    static final int SIZE = 4000;

    private static final int MOST_BYTES = 4 << 20;
    private static final String EVENTS = """
            SELECT position, stream, sequence, recorded_at, type, payload FROM ledger_event
            WHERE position > ? AND position <= ? ORDER BY position""";

    private final JdbcTemplate ledger;
    private final Cache<Long, List<LedgerEvent>> recent =
            Caffeine.newBuilder().maximumSize(3).build();

    LedgerBlocks(JdbcTemplate ledger) {
        this.ledger = ledger;
    }

    /**
     * The events that follow a position, none missing between them.
     *
     * @param head nothing behind it is read
     * @return at least one event, or none at all if there is nothing to read
     */
    @Nullable
    List<LedgerEvent> after(long position, long head) {
        return recent.get(position, start -> read(start, Math.min(head, (start / SIZE + 1) * SIZE)));
    }

    private @Nullable List<LedgerEvent> read(long after, long last) {
        List<LedgerEvent> block = ledger.query(EVENTS, (ResultSet rows) -> decode(rows, after), after, last);
        return block == null || block.isEmpty() ? null : block;
    }

    private static List<LedgerEvent> decode(ResultSet rows, long after) throws SQLException {
        List<LedgerEvent> block = new ArrayList<>();
        int bytes = 0;
        while (bytes < MOST_BYTES && rows.next()) {
            long position = rows.getLong(1);
            if (position != after + 1 + block.size()) {
                // Never skip: what is missing here has to appear before the log is read on.
                break;
            }
            String type = rows.getString(5);
            byte[] payload = rows.getBytes(6);
            bytes += payload.length;
            block.add(new LedgerEvent(
                    position,
                    rows.getString(2),
                    rows.getLong(3),
                    Micros.toInstant(rows.getLong(4)),
                    type,
                    payload,
                    event(position, type, payload)));
        }
        return List.copyOf(block);
    }

    private static Object event(long position, String type, byte[] payload) {
        try {
            return EventFormat.read(type, payload);
        } catch (RuntimeException e) {
            // Its message may quote what somebody sent.
            throw new ProjectionFailure("the event at position " + position + " (" + type + ") cannot be read: "
                    + e.getClass().getSimpleName());
        }
    }
}
