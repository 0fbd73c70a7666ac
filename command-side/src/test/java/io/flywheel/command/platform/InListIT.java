package io.flywheel.command.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flywheel.api.store.TestStore;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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
        // What is known of the tables is from when all rows were of one person, until the server counts anew.
        List<Object[]> ofOne = rows(300, "old", "o");
        for (String table : List.of("identity_index", "ledger_snapshot")) {
            jdbc.execute("ALTER TABLE " + table + " STATS_AUTO_RECALC = 0");
        }
        fill(ofOne);
        jdbc.execute("ANALYZE TABLE identity_index, ledger_snapshot");
        fill(rows(ROWS, null, "s"));
        List<String> some = InList.slices(
                        IntStream.range(0, 500).mapToObj(i -> "s" + i).toList())
                .getFirst();
        List<String> access = jdbc.query(
                "EXPLAIN " + sql.formatted(InList.marks(some)), (row, i) -> row.getString("type"), some.toArray());
        assertThat(access).containsExactly("range");
    }

    @Test
    void the_values_of_a_slice_are_found() {
        fill(rows(ROWS, null, "s"));
        List<String> some = List.of("s1", "s19999", "s20000");
        assertThat(jdbc.queryForList(
                        "SELECT blind_index FROM identity_index WHERE blind_index IN " + InList.marks(some)
                                + " ORDER BY blind_index",
                        String.class,
                        some.toArray()))
                .containsExactly("s1", "s19999");
    }

    /** @param stream of all rows; none gives each its own */
    private static List<Object[]> rows(int count, @Nullable String stream, String prefix) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Object[] {stream == null ? prefix + i : stream, i, prefix + i})
                .toList();
    }

    private void fill(List<Object[]> rows) {
        jdbc.batchUpdate(
                "INSERT INTO identity_index (stream, number, kind, key_name, blind_index) VALUES (?, ?, 'userId', '', ?)",
                rows);
        jdbc.batchUpdate(
                "INSERT INTO ledger_snapshot (stream, sequence, stream_type, event_id, type, recorded_at, payload)"
                        + " VALUES (?, ?, 'UserLifecycle', ?, 'E', 0, '')",
                rows);
    }
}
