package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the tables of a read model hold of one generation, so that two can be compared. */
public final class ReadModelRows {
    /** Tells what changed in a block for rows of earlier blocks only, and blocks end elsewhere the next time. */
    private static final String BY_BLOCK = "money_withdrawal_rows";

    private final JdbcTemplate store;

    public ReadModelRows(JdbcTemplate store) {
        this.store = store;
    }

    /**
     * Both have the same rows in every table where blocks do not matter, apart from the number of the generation; what
     * {@link #withdrawals} tells is the rest.
     */
    public void areTheSame(String readModel, int one, int other) {
        Map<String, List<String>> rows = of(readModel, one);
        assertThat(rows).as(readModel).isNotEmpty();
        Map<String, List<String>> others = of(readModel, other);
        rows.remove(BY_BLOCK);
        rows.forEach((table, content) -> assertThat(others.get(table))
                .as("%s of generations %d and %d", table, one, other)
                .isEqualTo(content));
    }

    /** What was told to have been withdrawn after a position: all of it is, in the same generation. */
    List<String> withdrawals(int generation, long since) {
        List<String> told = store.queryForList(
                "SELECT CONCAT(withdrawn_at, ' ', stream) FROM " + BY_BLOCK
                        + " WHERE generation = ? AND withdrawn_at > ? ORDER BY 1",
                String.class,
                generation,
                since);
        List<String> withdrawn = store.queryForList(
                "SELECT DISTINCT CONCAT(withdrawn_at, ' ', stream) FROM money_rows"
                        + " WHERE generation = ? AND withdrawn_at > ? AND withdrawn_at < ?",
                String.class,
                generation,
                since,
                Long.MAX_VALUE);
        assertThat(told).containsExactlyInAnyOrderElementsOf(withdrawn);
        return told;
    }

    boolean isEmpty(String readModel, int generation) {
        return of(readModel, generation).values().stream().allMatch(List::isEmpty);
    }

    /** By table, in order. */
    Map<String, List<String>> of(String readModel, int generation) {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : tables(readModel)) {
            List<String> found = new ArrayList<>();
            store.query("SELECT * FROM " + table + " WHERE generation = " + generation, row -> {
                if (table.equals("timeline_rows")) {
                    entries(row, found);
                } else {
                    found.add(text(row));
                }
            });
            found.sort(null);
            rows.put(table, found);
        }
        return rows;
    }

    private List<String> tables(String readModel) {
        return store
                .queryForList(
                        "SELECT LOWER(table_name) FROM information_schema.tables WHERE table_schema IN ('PUBLIC', DATABASE())",
                        String.class)
                .stream()
                .filter(table -> table.startsWith(readModel + "_") && table.endsWith("_rows"))
                .toList();
    }

    private static String text(ResultSet row) throws SQLException {
        StringBuilder text = new StringBuilder();
        ResultSetMetaData columns = row.getMetaData();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            String name = columns.getColumnName(column).toLowerCase(Locale.ROOT);
            if (!name.equals("generation")) {
                Object value = row.getObject(column);
                text.append(name)
                        .append('=')
                        .append(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value)
                        .append(' ');
            }
        }
        return text.toString();
    }

    /** A row holds what fell into one block, and blocks end elsewhere the next time: what counts is the entries. */
    private static void entries(ResultSet row, List<String> found) throws SQLException {
        long position = row.getLong("first_position");
        long time = 0;
        ByteBuffer bytes = ByteBuffer.wrap(row.getBytes("entries"));
        while (bytes.hasRemaining()) {
            int kind = bytes.get();
            position += number(bytes);
            long later = number(bytes);
            time += (later >>> 1) ^ -(later & 1);
            found.add(String.join(
                    " ",
                    Arrays.asList(
                            row.getString("stream"),
                            Long.toString(position),
                            Long.toString(time),
                            Integer.toString(kind))));
        }
    }

    private static long number(ByteBuffer bytes) {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes.get();
            number |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }
}
