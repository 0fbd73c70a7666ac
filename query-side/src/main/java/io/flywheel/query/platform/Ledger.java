package io.flywheel.query.platform;

import io.flywheel.api.EventFormat;
import io.flywheel.api.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/** Reads single events of the log, for answers that tell what an event says. */
@Component
public class Ledger {
    static final String COLUMNS = "SELECT position, stream, sequence, recorded_at, type, payload FROM ledger_event ";

    private final JdbcTemplate ledger;

    public Ledger(JdbcTemplate ledger) {
        this.ledger = ledger;
    }

    /**
     * The events at these positions, in the order of the log.
     *
     * @param positions some hundreds at most
     */
    public List<LedgerEvent> at(Collection<Long> positions) {
        return at(positions, (row, number) -> read(row));
    }

    /** The same without what is sealed beside a touchpoint's facts. */
    public List<LedgerEvent> factsAt(Collection<Long> positions) {
        return at(positions, (row, number) -> readFacts(row, row.getBytes(6)));
    }

    private List<LedgerEvent> at(Collection<Long> positions, RowMapper<LedgerEvent> reader) {
        if (positions.isEmpty()) {
            return List.of();
        }
        return ledger.query(
                COLUMNS + "WHERE position IN " + InList.marks(positions) + " ORDER BY position",
                reader,
                positions.toArray());
    }

    /** Where touchpoints were recorded, by their keys. */
    public Map<String, Long> positionsOf(Collection<String> keys) {
        Map<String, Long> positions = new HashMap<>();
        if (!keys.isEmpty()) {
            ledger.query(
                    "SELECT event_id, position FROM ledger_event WHERE event_id IN " + InList.marks(keys),
                    row -> {
                        positions.put(row.getString(1), row.getLong(2));
                    },
                    keys.toArray());
        }
        return positions;
    }

    /** When these became known, by position. */
    public Map<Long, Instant> recordedAt(Collection<Long> positions) {
        Map<Long, Instant> recorded = new HashMap<>();
        for (List<Long> some : InList.slices(positions)) {
            ledger.query(
                    "SELECT position, recorded_at FROM ledger_event WHERE position IN " + InList.marks(some),
                    row -> {
                        recorded.put(row.getLong(1), Micros.toInstant(row.getLong(2)));
                    },
                    some.toArray());
        }
        return recorded;
    }

    /** The first event of a type. */
    public Optional<LedgerEvent> first(Class<?> type) {
        return ledger
                .query(
                        COLUMNS + "WHERE type = ? ORDER BY position LIMIT 1",
                        (row, number) -> read(row),
                        EventFormat.typeOf(type))
                .stream()
                .findFirst();
    }

    /** The largest of these positions that was recorded at or before an instant, 0 where there is none. */
    public long lastRecorded(long from, long to, Instant instant) {
        Long found = ledger.queryForObject(
                "SELECT MAX(position) FROM ledger_event WHERE position BETWEEN ? AND ? AND recorded_at <= ?",
                Long.class,
                from,
                to,
                Micros.of(instant));
        return found == null ? 0 : found;
    }

    private static LedgerEvent read(ResultSet row) throws SQLException {
        return read(row, row.getBytes(6), EventFormat::read);
    }

    /** With the facts only: what read models are made from. */
    static LedgerEvent readFacts(ResultSet row, byte[] payload) throws SQLException {
        return read(row, payload, EventFormat::readFacts);
    }

    private static LedgerEvent read(ResultSet row, byte[] payload, BiFunction<String, byte[], Object> format)
            throws SQLException {
        long position = row.getLong(1);
        String type = row.getString(5);
        return new LedgerEvent(
                position,
                row.getString(2),
                row.getLong(3),
                Micros.toInstant(row.getLong(4)),
                type,
                event(position, type, payload, format));
    }

    private static Object event(long position, String type, byte[] payload, BiFunction<String, byte[], Object> format) {
        try {
            return format.apply(type, payload);
        } catch (RuntimeException e) {
            // Its message may quote what somebody sent.
            throw new ProjectionFailure("the event at position " + position + " (" + type + ") cannot be read: "
                    + e.getClass().getSimpleName());
        }
    }
}
