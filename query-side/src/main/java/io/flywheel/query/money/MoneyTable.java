package io.flywheel.query.money;

import static io.flywheel.query.money.MoneyProjection.FOREVER;

import io.flywheel.api.touchpoint.MoneyEffect;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.query.platform.Cells;
import io.flywheel.query.platform.InList;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/** The statements on the table of money, each for many rows at once. */
final class MoneyTable {
    private static final String STANDING = """
            SELECT generation, stream, touchpoint_key, currency, known_at, name, effect, reference, occurred_at, said, amount
            FROM money_rows WHERE order_hash IN %s AND withdrawn_at = ?""";
    private static final String WITHDRAW_TOUCHPOINT = """
            UPDATE money_rows SET withdrawn_at = ?
            WHERE generation = ? AND stream = ? AND touchpoint_key = ? AND withdrawn_at = ?""";
    private static final String WITHDRAW_ROW = WITHDRAW_TOUCHPOINT + " AND currency = ? AND known_at = ?";
    private static final String INSERT = """
            INSERT INTO money_rows (generation, stream, touchpoint_key, currency, known_at, name, effect,
                reference, order_hash, occurred_at, said, amount, withdrawn_at)
            VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)""";

    private final JdbcTemplate jdbc;
    private final int generation;

    MoneyTable(JdbcTemplate jdbc, int generation) {
        this.jdbc = jdbc;
        this.generation = generation;
    }

    /** Finds what stands of these orders, and sometimes of others whose hash is the same. */
    void standing(Collection<MoneyChanges.OrderId> orders, Consumer<MoneyRow> found) {
        for (List<MoneyChanges.OrderId> some : InList.slices(orders)) {
            List<Object> arguments = new ArrayList<>();
            some.forEach(id -> arguments.add(id.hash()));
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

    private static MoneyRow read(ResultSet row) throws SQLException {
        MoneyEffect effect = MoneyEffect.valueOf(row.getString("effect"));
        String currency = row.getString("currency");
        MoneyRow.Fact fact = new MoneyRow.Fact(
                row.getString("stream"),
                TouchpointKey.of(row.getBytes("touchpoint_key")),
                row.getString("name"),
                effect,
                row.getString("reference"),
                row.getLong("occurred_at"),
                effect == MoneyEffect.CANCELS ? "" : currency,
                row.getBigDecimal("said"));
        return new MoneyRow(fact, currency, row.getBigDecimal("amount"), row.getLong("known_at"), true);
    }

    /** @param voided touchpoints without an order, and the position at which each was voided */
    void withdraw(Map<MoneyChanges.Touched, Long> voided) {
        if (!voided.isEmpty()) {
            jdbc.batchUpdate(
                    WITHDRAW_TOUCHPOINT,
                    voided.entrySet().stream()
                            .map(one -> new Object[] {
                                one.getValue(),
                                generation,
                                one.getKey().stream(),
                                one.getKey().key().bytes(),
                                FOREVER
                            })
                            .toList());
        }
    }

    void withdraw(List<MoneyRow> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(WITHDRAW_ROW, rows, rows.size(), (statement, row) -> {
                statement.setLong(1, row.withdrawnAt);
                statement.setInt(2, generation);
                statement.setString(3, row.fact.stream());
                statement.setBytes(4, row.fact.key().bytes());
                statement.setLong(5, FOREVER);
                statement.setString(6, row.currency);
                statement.setLong(7, row.knownAt);
            });
        }
    }

    /** @param whose the person whose rows stopped standing, by the position at which they did */
    void tellWithdrawals(Map<Long, String> whose) {
        if (!whose.isEmpty()) {
            jdbc.batchUpdate(
                    "INSERT INTO money_withdrawal_rows (generation, withdrawn_at, stream) VALUES (?, ?, ?)",
                    whose.entrySet().stream()
                            .map(one -> new Object[] {generation, one.getKey(), one.getValue()})
                            .toList());
        }
    }

    void insert(List<MoneyRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(INSERT, rows, rows.size(), (statement, row) -> {
            MoneyRow.Fact fact = row.fact;
            String reference = fact.reference();
            statement.setInt(1, generation);
            statement.setString(2, fact.stream());
            statement.setBytes(3, fact.key().bytes());
            statement.setString(4, row.currency);
            statement.setLong(5, row.knownAt);
            statement.setString(6, fact.name());
            statement.setString(7, fact.effect().name());
            statement.setString(8, reference);
            Cells.set(
                    statement,
                    9,
                    reference == null ? null : Long.valueOf(new MoneyChanges.OrderId(fact.stream(), reference).hash()));
            statement.setLong(10, fact.occurredAt());
            statement.setBigDecimal(11, fact.said());
            statement.setBigDecimal(12, row.amount);
            statement.setLong(13, row.withdrawnAt);
        });
    }
}
