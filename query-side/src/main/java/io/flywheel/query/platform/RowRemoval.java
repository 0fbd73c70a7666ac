package io.flywheel.query.platform;

import io.flywheel.query.platform.Generations.Generation;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Deletes a generation's rows in batches, each a transaction of its own: a live generation that shares the tables waits
 * for a moment only, and whoever is interrupted begins again with what is left.
 */
final class RowRemoval {
    private static final int BATCH = 2_000;

    private final JdbcTemplate jdbc;
    private final BooleanSupplier stopped;
    private final int batch;

    /** @param stopped whether to leave the rest for later */
    RowRemoval(JdbcTemplate jdbc, BooleanSupplier stopped) {
        this(jdbc, stopped, BATCH);
    }

    RowRemoval(JdbcTemplate jdbc, BooleanSupplier stopped, int batch) {
        this.jdbc = jdbc;
        this.stopped = stopped;
        this.batch = batch;
    }

    /** @return whether nothing is left */
    boolean remove(Projection projection, Generation generation) {
        return projection.tables().stream().allMatch(table -> remove(table, generation.number()));
    }

    private boolean remove(String table, int generation) {
        for (String key : firstKeyColumn(table)) {
            if (!key.equals("generation")) {
                return removeAlong(table, key, generation);
            }
        }
        return remove(table, "", generation);
    }

    /**
     * Goes along the table's key, which does not begin with the generation, a stretch after the other: looking for the
     * next rows of a generation from the start each time would pass all other rows each time.
     */
    private boolean removeAlong(String table, String key, int generation) {
        Object from = null;
        while (true) {
            Object to = next(table, key, from);
            String stretch = (from == null ? "" : " AND " + key + " >= ?") + (to == null ? "" : " AND " + key + " < ?");
            if (!remove(table, stretch, generation, from, to)) {
                return false;
            }
            if (to == null) {
                return true;
            }
            from = to;
        }
    }

    /** Where the next stretch begins; none in the last. */
    private @Nullable Object next(String table, String key, @Nullable Object from) {
        String sql = "SELECT " + key + " FROM " + table + (from == null ? "" : " WHERE " + key + " > ?") + " ORDER BY "
                + key + " LIMIT 1 OFFSET " + batch;
        return jdbc.query(sql, (row, number) -> row.getObject(1), arguments(from)).stream()
                .findFirst()
                .orElse(null);
    }

    private boolean remove(String table, String stretch, int generation, @Nullable Object... bounds) {
        String sql = "DELETE FROM " + table + " WHERE generation = " + generation + stretch + " LIMIT " + batch;
        Object[] arguments = arguments(bounds);
        int deleted;
        do {
            if (stopped.getAsBoolean()) {
                return false;
            }
            deleted = jdbc.update(sql, arguments);
        } while (deleted == batch);
        return true;
    }

    private static Object[] arguments(@Nullable Object... some) {
        return Arrays.stream(some).filter(Objects::nonNull).toArray();
    }

    /** Nothing where the table has no key. */
    private List<String> firstKeyColumn(String table) {
        List<String> found = jdbc.execute((ConnectionCallback<List<String>>) connection -> {
            List<String> columns = new ArrayList<>(1);
            // H2 keeps names in capitals unless it is told otherwise, MySQL as they were written.
            for (String spelling : List.of(table, table.toUpperCase(Locale.ROOT))) {
                try (ResultSet keys = connection
                        .getMetaData()
                        .getPrimaryKeys(connection.getCatalog(), connection.getSchema(), spelling)) {
                    while (keys.next()) {
                        if (keys.getInt("KEY_SEQ") == 1 && columns.isEmpty()) {
                            columns.add(keys.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                        }
                    }
                }
            }
            return columns;
        });
        return found == null ? List.of() : found;
    }
}
