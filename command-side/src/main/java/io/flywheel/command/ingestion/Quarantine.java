package io.flywheel.command.ingestion;

import io.flywheel.api.Micros;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The table of events that were set aside. */
@Component
class Quarantine {
    private static final String COLUMNS =
            "id, source, reason, detail, state, attempts, import_id, line, received_at, changed_at, original";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Quarantine(JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Which rows to see; a null or missing condition lets all through.
     *
     * @param before only rows with a smaller id, newest first; or, with {@code ascending}, only with a larger one
     */
    record Filter(
            @Nullable String state,
            @Nullable String reason,
            @Nullable String source,
            @Nullable Long before,
            boolean ascending) {}

    /** Durable when it returns. An event that is there already, in whatever state, is not put there again. */
    void put(Source source, @Nullable String importId, List<SetAside> events, Instant receivedAt) {
        if (events.isEmpty()) {
            return;
        }
        long now = Micros.of(clock.instant());
        List<Object[]> rows = new ArrayList<>(events.size());
        for (SetAside event : events) {
            String fingerprint = EventDigest.hash(
                    source.name() + '\n' + event.messageId() + '\n' + EventDigest.of(event.original()));
            rows.add(new Object[] {
                fingerprint,
                source.name(),
                event.reason(),
                Texts.shorten(Texts.wellFormed(event.detail()), 1000),
                QuarantineEntry.OPEN,
                1,
                importId,
                event.line(),
                Micros.of(receivedAt),
                now,
                event.original().toString().getBytes(StandardCharsets.UTF_8)
            });
        }
        transaction.executeWithoutResult(status -> jdbc.batchUpdate("""
                INSERT INTO quarantined_event (fingerprint, source, reason, detail, state, attempts, import_id, line,
                    received_at, changed_at, original)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON DUPLICATE KEY UPDATE changed_at = changed_at""", rows));
    }

    Optional<QuarantineEntry> find(long id) {
        return jdbc
                .query("SELECT " + COLUMNS + " FROM quarantined_event WHERE id = ?", (row, n) -> read(row), id)
                .stream()
                .findFirst();
    }

    List<QuarantineEntry> list(Filter filter, int limit) {
        StringBuilder sql = new StringBuilder("SELECT " + COLUMNS + " FROM quarantined_event WHERE 1 = 1");
        List<Object> values = new ArrayList<>();
        and(sql, values, " AND state = ?", filter.state());
        and(sql, values, " AND reason = ?", filter.reason());
        and(sql, values, " AND source = ?", filter.source());
        and(sql, values, filter.ascending() ? " AND id > ?" : " AND id < ?", filter.before());
        sql.append(filter.ascending() ? " ORDER BY id LIMIT ?" : " ORDER BY id DESC LIMIT ?");
        values.add(limit);
        return jdbc.query(sql.toString(), (row, n) -> read(row), values.toArray());
    }

    private static void and(StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            values.add(value);
        }
    }

    /** Notes that it was tried again and is still unfit. */
    void keep(long id, String reason, String detail) {
        jdbc.update(
                "UPDATE quarantined_event SET reason = ?, detail = ?, attempts = attempts + 1, changed_at = ?"
                        + " WHERE id = ? AND state = ?",
                reason,
                Texts.shorten(Texts.wellFormed(detail), 1000),
                Micros.of(clock.instant()),
                id,
                QuarantineEntry.OPEN);
    }

    /** @return false if it was no longer open */
    boolean close(long id, String state, int attempts) {
        return jdbc.update(
                        "UPDATE quarantined_event SET state = ?, attempts = attempts + ?, changed_at = ?"
                                + " WHERE id = ? AND state = ?",
                        state,
                        attempts,
                        Micros.of(clock.instant()),
                        id,
                        QuarantineEntry.OPEN)
                > 0;
    }

    private static QuarantineEntry read(ResultSet row) throws SQLException {
        return new QuarantineEntry(
                row.getLong("id"),
                row.getString("source"),
                row.getString("reason"),
                row.getString("detail"),
                row.getString("state"),
                row.getInt("attempts"),
                row.getString("import_id"),
                row.getObject("line", Long.class),
                Micros.toInstant(row.getLong("received_at")),
                Micros.toInstant(row.getLong("changed_at")),
                EventJson.MAPPER.readTree(row.getBytes("original")));
    }
}
