package io.flywheel.command.delivery;

import io.flywheel.api.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Shows operators what is in the outbox, and lets them try again what was given up. */
@Component
class OutboxList {
    private static final String SELECT =
            "SELECT " + OutgoingRows.COLUMNS + ", state, attempts, reason, next_at, ended_at FROM outbox ";
    private static final String AGAIN = """
            UPDATE outbox SET state = 'waiting', attempts = 0, next_at = ?, ended_at = NULL, claimed_until = 0
            WHERE id = ? AND state = 'dead'""";

    private final JdbcTemplate jdbc;

    OutboxList(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The latest decisions first.
     *
     * @param before where the page before ended
     */
    List<OutboxEntry> page(String state, @Nullable PlaceInList before, int limit) {
        String order = " ORDER BY state DESC, decided_at DESC, id DESC LIMIT " + limit;
        if (before == null) {
            return jdbc.query(SELECT + "WHERE state = ?" + order, OutboxList::entry, state);
        }
        return jdbc.query(
                SELECT + "WHERE state = ? AND (decided_at < ? OR (decided_at = ? AND id < ?))" + order,
                OutboxList::entry,
                state,
                before.micros(),
                before.micros(),
                before.id());
    }

    Optional<OutboxEntry> find(String id) {
        return jdbc.query(SELECT + "WHERE id = ?", OutboxList::entry, id).stream()
                .findFirst();
    }

    /** Answers whether it was given up before; then all attempts are open again, the first one at once. */
    boolean again(String id, Instant now) {
        return jdbc.update(AGAIN, Micros.of(now), id) > 0;
    }

    /**
     * Lets many that were given up be tried again, the oldest decisions first.
     *
     * @return how many
     */
    int again(Chosen chosen, int most, Instant now) {
        List<Object> values = new ArrayList<>();
        StringBuilder where = new StringBuilder("WHERE state = 'dead'");
        chosen.values().forEach((column, value) -> {
            where.append(" AND ").append(column).append(" = ?");
            values.add(value);
        });
        List<String> ids = jdbc.queryForList(
                "SELECT id FROM outbox " + where + " ORDER BY state, decided_at, id LIMIT " + most,
                String.class,
                values.toArray());
        long at = Micros.of(now);
        int again = 0;
        for (int count : jdbc.batchUpdate(
                AGAIN, ids.stream().map(id -> new Object[] {at, id}).toList())) {
            again += count;
        }
        return again;
    }

    /** Which of them; none for all. */
    record Chosen(
            @Nullable String channel,
            @Nullable String campaign,
            @Nullable String reason) {
        private Map<String, String> values() {
            Map<String, String> values = new TreeMap<>();
            put(values, "channel", channel);
            put(values, "campaign", campaign);
            put(values, "reason", reason);
            return values;
        }

        private static void put(Map<String, String> values, String column, @Nullable String value) {
            if (value != null && !value.isBlank()) {
                values.put(column, value.strip());
            }
        }
    }

    private static OutboxEntry entry(ResultSet row, int number) throws SQLException {
        String state = row.getString(14);
        Instant next = instant(row, 17);
        return OutboxEntry.of(
                OutgoingRows.read(row),
                state,
                row.getInt(15),
                row.getString(16),
                state.equals(OutboxEntry.WAITING) ? next : null,
                instant(row, 18));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : Micros.toInstant(micros);
    }
}
