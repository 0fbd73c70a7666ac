package io.flywheel.command.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flywheel.api.store.TestStore;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** However fast a table grows, many streams are looked up by their index. */
class InListIT {
    private static final int ROWS = 20_000;

    private final JdbcTemplate jdbc = LedgerForTests.fresh();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT DISTINCT stream FROM identity_index WHERE stream IN %s AND kind = 'userId'",
                "SELECT sequence, payload FROM ledger_snapshot WHERE stream IN %s",
                "SELECT blind_index FROM identity_index WHERE blind_index IN %s",
            })
    void a_table_that_has_just_been_filled_is_not_read_through(String sql) {
        assumeTrue(TestStore.isOnMySql(), "SKIPPED: it is about MySQL's plans; mvn -Pmysql verify runs this");
        // as it is until the server finds the time to count anew
        jdbc.execute("ALTER TABLE identity_index STATS_AUTO_RECALC = 0");
        jdbc.execute("ALTER TABLE ledger_snapshot STATS_AUTO_RECALC = 0");
        fill();
        List<String> some = InList.slices(
                        IntStream.range(0, 500).mapToObj(i -> "s" + i).toList())
                .getFirst();
        List<String> access = jdbc.query(
                "EXPLAIN " + sql.formatted(InList.marks(some)), (row, i) -> row.getString("type"), some.toArray());
        assertThat(access).containsExactly("range");
    }

    @Test
    void the_values_of_a_slice_are_found() {
        fill();
        List<String> some = List.of("s1", "s19999", "s20000");
        assertThat(jdbc.queryForList(
                        "SELECT blind_index FROM identity_index WHERE blind_index IN " + InList.marks(some)
                                + " ORDER BY blind_index",
                        String.class,
                        some.toArray()))
                .containsExactly("s1", "s19999");
    }

    private void fill() {
        List<Object[]> rows = IntStream.range(0, ROWS)
                .mapToObj(i -> new Object[] {"s" + i, "s" + i})
                .toList();
        jdbc.batchUpdate(
                "INSERT INTO identity_index (stream, number, kind, blind_index) VALUES (?, 0, 'userId', ?)", rows);
        jdbc.batchUpdate(
                "INSERT INTO ledger_snapshot (stream, sequence, stream_type, event_id, type, recorded_at, payload)"
                        + " VALUES (?, 99, 'UserLifecycle', ?, 'E', 0, '')",
                rows);
    }
}
