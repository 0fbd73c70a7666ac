package io.flywheel.query.stage;

import static io.flywheel.query.stage.StageProjection.FOREVER;

import io.flywheel.api.Micros;
import io.flywheel.api.model.Transition;
import io.flywheel.query.platform.Cells;
import io.flywheel.query.platform.InList;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/** The statements on the table of stage transitions, each for many rows at once. */
final class TransitionTable {
    private static final String STANDING = """
            SELECT generation, stream, model, known_at, nth, version, kind, from_stage, to_stage, rule, cause, occurred_at,
                until_at, left_at, left_to
            FROM stage_transition_rows WHERE stream IN %s AND withdrawn_at = ?""";
    private static final String CLOSE = """
            UPDATE stage_transition_rows
            SET until_at = ?, left_to = ?, left_kind = ?, left_at = ?, stayed_micros = ? - occurred_at
            WHERE generation = ? AND stream = ? AND model = ? AND until_at = ? AND withdrawn_at = ?""";
    private static final String WITHDRAW_ALL = """
            UPDATE stage_transition_rows SET withdrawn_at = ?
            WHERE generation = ? AND stream = ? AND model = ? AND withdrawn_at = ?""";
    private static final String UPDATE = """
            UPDATE stage_transition_rows
            SET until_at = ?, left_to = ?, left_kind = ?, left_at = ?, stayed_micros = ?, withdrawn_at = ?
            WHERE generation = ? AND stream = ? AND model = ? AND known_at = ? AND nth = ?""";
    private static final String INSERT = """
            INSERT INTO stage_transition_rows (until_at, left_to, left_kind, left_at, stayed_micros, withdrawn_at,
                generation, stream, model, known_at, nth, version, kind, from_stage, to_stage, rule, cause,
                occurred_at, from_at)
            VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)""";

    private final JdbcTemplate jdbc;
    private final int generation;

    TransitionTable(JdbcTemplate jdbc, int generation) {
        this.jdbc = jdbc;
        this.generation = generation;
    }

    void standing(List<String> streams, Consumer<TransitionRow> found) {
        for (List<String> some : InList.slices(streams)) {
            List<Object> arguments = new ArrayList<>(some);
            arguments.add(FOREVER);
            jdbc.query(
                    STANDING.formatted(InList.marks(some)),
                    row -> {
                        if (row.getInt(1) == generation) {
                            found.accept(read(row));
                        }
                    },
                    arguments.toArray());
        }
    }

    private static TransitionRow read(ResultSet row) throws SQLException {
        TransitionRow read = new TransitionRow(
                row.getString("stream"),
                row.getString("model"),
                row.getLong("known_at"),
                row.getInt("nth"),
                true,
                row.getInt("version"),
                new Transition(
                        Transition.Kind.valueOf(row.getString("kind")),
                        row.getString("from_stage"),
                        row.getString("to_stage"),
                        row.getString("rule"),
                        Cells.key(row, "cause"),
                        Micros.toInstant(row.getLong("occurred_at"))));
        read.storedUntilAt = row.getLong("until_at");
        read.storedLeftAt = Cells.number(row, "left_at");
        read.storedLeftTo = row.getString("left_to");
        return read;
    }

    /** Ends the stored open row of each path where the given step begins. */
    void close(List<TransitionRow> closers) {
        batch(CLOSE, closers, (row, closer) -> {
            row.setLong(1, closer.fromAt);
            row.setString(2, closer.to);
            row.setString(3, closer.kind.name());
            row.setLong(4, closer.occurredAt);
            row.setLong(5, closer.occurredAt);
            row.setInt(6, generation);
            row.setString(7, closer.stream);
            row.setString(8, closer.model);
            row.setLong(9, FOREVER);
            row.setLong(10, FOREVER);
        });
    }

    void withdrawAll(List<PathChange> replaced) {
        batch(WITHDRAW_ALL, replaced, (row, change) -> {
            row.setLong(1, change.replacedUnread());
            row.setInt(2, generation);
            row.setString(3, change.stream);
            row.setString(4, change.model);
            row.setLong(5, FOREVER);
        });
    }

    void update(List<TransitionRow> changed) {
        batch(UPDATE, changed, this::setKeyAndLink);
    }

    void insert(List<TransitionRow> added) {
        batch(INSERT, added, (row, added1) -> {
            setKeyAndLink(row, added1);
            row.setInt(12, added1.version);
            row.setString(13, added1.kind.name());
            row.setString(14, added1.from);
            row.setString(15, added1.to);
            row.setString(16, added1.rule);
            Cells.set(row, 17, added1.cause);
            row.setLong(18, added1.occurredAt);
            row.setLong(19, added1.fromAt);
        });
    }

    private void setKeyAndLink(PreparedStatement row, TransitionRow step) throws SQLException {
        TransitionRow next = step.next;
        row.setLong(1, step.untilAt());
        row.setString(2, next == null ? null : next.to);
        row.setString(3, next == null ? null : next.kind.name());
        Cells.set(row, 4, step.leftAt());
        Cells.set(row, 5, next == null ? null : Long.valueOf(next.occurredAt - step.occurredAt));
        row.setLong(6, step.withdrawnAt);
        row.setInt(7, generation);
        row.setString(8, step.stream);
        row.setString(9, step.model);
        row.setLong(10, step.knownAt);
        row.setInt(11, step.nth);
    }

    private <T> void batch(
            String sql, List<T> rows, org.springframework.jdbc.core.ParameterizedPreparedStatementSetter<T> setter) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql, rows, rows.size(), setter);
        }
    }
}
