package io.flywheel.command.ingestion;

import io.flywheel.api.Micros;
import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.privacy.Place;
import io.flywheel.api.privacy.Sealed;
import io.flywheel.api.privacy.Seals;
import io.flywheel.command.lifecycle.ForgottenInFiles;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The table of events that were set aside; what they say is sealed, and whom they name is noted by blind index. */
@Component
class Quarantine {
    private static final String COLUMNS = "id, fingerprint, source, reason, detail, state, attempts, import_id, line,"
            + " received_at, changed_at, original";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final BlindIndex blind;
    private final EventDigest digest;
    private final QuarantineKeys keys;
    private final Seals seals;
    private final ForgottenInFiles forgotten;

    Quarantine(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Clock clock,
            BlindIndex blind,
            EventDigest digest,
            QuarantineKeys keys,
            Seals seals,
            ForgottenInFiles forgotten) {
        this.jdbc = jdbc;
        this.forgotten = forgotten;
        this.blind = blind;
        this.digest = digest;
        this.keys = keys;
        this.seals = seals;
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
        List<QuarantineKeys.Named> named =
                keys.of(events.stream().map(SetAside::original).toList());
        if (importId != null) {
            // After their keys are known: those of somebody who is forgotten from here on will be destroyed.
            forgotten.requireNone();
        }
        List<Object[]> rows = new ArrayList<>(events.size());
        List<Object[]> ids = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            SetAside event = events.get(i);
            KeyName key = named.get(i).key();
            String fingerprint =
                    blind.digest(source.name() + '\n' + event.messageId() + '\n' + digest.of(event.original()));
            rows.add(new Object[] {
                fingerprint,
                source.name(),
                event.reason(),
                sealedDetail(key, fingerprint, event.detail()),
                QuarantineEntry.OPEN,
                1,
                importId,
                event.line(),
                Micros.of(receivedAt),
                now,
                sealed(key, original(fingerprint), event.original().toString())
            });
            named.get(i).indexes().forEach(index -> ids.add(new Object[] {index, fingerprint}));
        }
        transaction.executeWithoutResult(status -> {
            jdbc.batchUpdate("""
                INSERT INTO quarantined_event (fingerprint, source, reason, detail, state, attempts, import_id, line,
                    received_at, changed_at, original)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON DUPLICATE KEY UPDATE changed_at = changed_at""", rows);
            if (!ids.isEmpty()) {
                jdbc.batchUpdate("""
                        INSERT INTO quarantined_id (blind_index, fingerprint) VALUES (?, ?)
                        ON DUPLICATE KEY UPDATE fingerprint = quarantined_id.fingerprint""", ids);
            }
        });
    }

    private byte[] sealedDetail(KeyName key, String fingerprint, String detail) {
        return sealed(key, detail(fingerprint), Texts.shorten(Texts.wellFormed(detail), 1000));
    }

    private byte[] sealed(KeyName key, Place place, String text) {
        return seals.seal(key, place, text)
                .orElseThrow(() -> new TransientDataAccessResourceException("somebody is being forgotten"))
                .envelope()
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static Place original(String fingerprint) {
        return new Place(fingerprint, "quarantined_event", "1", "original");
    }

    private static Place detail(String fingerprint) {
        return new Place(fingerprint, "quarantined_event", "1", "detail");
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

    /** Notes that it was tried again and is still unfit, unless it is gone. */
    void keep(QuarantineEntry event, String reason, String detail) {
        KeyName key = keys.of(List.of(Objects.requireNonNull(event.original())))
                .getFirst()
                .key();
        List<String> fingerprints =
                jdbc.queryForList("SELECT fingerprint FROM quarantined_event WHERE id = ?", String.class, event.id());
        if (fingerprints.isEmpty()) {
            // Somebody in it was forgotten while it was tried.
            return;
        }
        jdbc.update(
                "UPDATE quarantined_event SET reason = ?, detail = ?, attempts = attempts + 1, changed_at = ?"
                        + " WHERE id = ? AND state = ?",
                reason,
                sealedDetail(key, fingerprints.getFirst(), detail),
                Micros.of(clock.instant()),
                event.id(),
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

    private QuarantineEntry read(ResultSet row) throws SQLException {
        String fingerprint = row.getString("fingerprint");
        Optional<String> detail = open(row.getBytes("detail"), detail(fingerprint));
        Optional<String> original = open(row.getBytes("original"), original(fingerprint));
        boolean erased = detail.isEmpty() || original.isEmpty();
        return new QuarantineEntry(
                row.getLong("id"),
                row.getString("source"),
                row.getString("reason"),
                erased ? null : detail.get(),
                row.getString("state"),
                row.getInt("attempts"),
                row.getString("import_id"),
                row.getObject("line", Long.class),
                Micros.toInstant(row.getLong("received_at")),
                Micros.toInstant(row.getLong("changed_at")),
                erased ? null : EventJson.MAPPER.readTree(original.get()),
                erased ? Boolean.TRUE : null);
    }

    private Optional<String> open(byte[] envelope, Place place) {
        return seals.open(new Sealed(new String(envelope, StandardCharsets.US_ASCII)), place);
    }
}
