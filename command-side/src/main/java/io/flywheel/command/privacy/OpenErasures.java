package io.flywheel.command.privacy;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.command.lifecycle.PersonEraser;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table of everybody who was forgotten, and of what is still to be done about it, by which process. */
@Component
class OpenErasures {
    /** In place of a data folder: what any process can do. */
    static final String ANYBODY = "";

    private static final int AT_ONCE = 1_000;
    private static final String SELECT = "SELECT e.receipt, e.stream, e.key_names, e.indexes FROM erasure e ";

    private final JdbcTemplate jdbc;

    OpenErasures(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param indexes the blind indexes of her ids; none once it is done */
    record Erasure(
            String receipt,
            LifecycleId person,
            List<KeyName> keys,
            @Nullable List<String> indexes) {}

    /** What one erasure waits for. */
    record Left(String receipt, String home) {}

    /**
     * In the transaction of the event.
     *
     * @param homes the data folders with files that may name her
     */
    void open(String receipt, PersonEraser.Traces traces, Collection<String> homes) {
        jdbc.update(
                "INSERT INTO erasure (receipt, stream, key_names, indexes) VALUES (?, ?, ?, ?)",
                receipt,
                traces.person().value(),
                bytes(traces.keys().stream().map(KeyName::toString)),
                bytes(traces.indexes().stream()));
        jdbc.batchUpdate(
                "INSERT INTO erasure_left (receipt, home, waived) VALUES (?, ?, FALSE)",
                Stream.concat(Stream.of(ANYBODY), homes.stream())
                        .distinct()
                        .map(home -> new Object[] {receipt, home})
                        .toList());
    }

    boolean isLeft(String receipt, String home) {
        return !jdbc.queryForList(
                        "SELECT 1 FROM erasure_left WHERE receipt = ? AND home = ?", Integer.class, receipt, home)
                .isEmpty();
    }

    void done(String receipt, String home) {
        jdbc.update("DELETE FROM erasure_left WHERE receipt = ? AND home = ?", receipt, home);
    }

    /** Nobody waits for that process any more; when it comes back, it finds that it has something to do. */
    void waive(Left left) {
        jdbc.update(
                "UPDATE erasure_left SET waived = TRUE WHERE receipt = ? AND home = ?", left.receipt(), left.home());
        settle(left.receipt());
    }

    /** Whoever does the last of it marks it as done. */
    void settle(String receipt) {
        jdbc.update(
                "UPDATE erasure SET indexes = NULL WHERE receipt = ? AND NOT EXISTS"
                        + " (SELECT 1 FROM erasure_left l WHERE l.receipt = ? AND l.waived = FALSE)",
                receipt,
                receipt);
    }

    boolean isDone(String receipt) {
        return !jdbc.queryForList("SELECT 1 FROM erasure WHERE receipt = ? AND indexes IS NULL", Integer.class, receipt)
                .isEmpty();
    }

    List<Left> left() {
        return jdbc.query(
                "SELECT receipt, home FROM erasure_left WHERE waived = FALSE ORDER BY receipt, home LIMIT " + AT_ONCE,
                (row, number) -> new Left(row.getString(1), row.getString(2)));
    }

    /** Those that wait for this home, also where nobody waits for it any more. */
    List<Erasure> leftFor(String home) {
        return jdbc.query(
                SELECT + "JOIN erasure_left l ON l.receipt = e.receipt WHERE l.home = ? ORDER BY e.receipt LIMIT "
                        + AT_ONCE,
                (row, number) -> read(row),
                home);
    }

    /** In the order of receipts, the next ones; none after the last. */
    List<Erasure> after(String receipt) {
        return jdbc.query(
                SELECT + "WHERE e.receipt > ? ORDER BY e.receipt LIMIT " + AT_ONCE,
                (row, number) -> read(row),
                receipt);
    }

    private static Erasure read(ResultSet row) throws SQLException {
        byte[] indexes = row.getBytes(4);
        return new Erasure(
                row.getString(1),
                new LifecycleId(row.getString(2)),
                words(row.getBytes(3)).map(KeyName::parse).toList(),
                indexes == null ? null : words(indexes).toList());
    }

    private static byte[] bytes(Stream<String> words) {
        return String.join(" ", words.toList()).getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<String> words(byte[] bytes) {
        return Stream.of(new String(bytes, StandardCharsets.UTF_8).split(" ")).filter(word -> !word.isEmpty());
    }
}
