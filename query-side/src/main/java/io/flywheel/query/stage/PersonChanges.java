package io.flywheel.query.stage;

import io.flywheel.api.Micros;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.query.platform.Cells;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a block says about people's first touchpoint and last activity, one row a person, written without reading. */
final class PersonChanges {
    private static final String INSERT = """
            INSERT INTO stage_person_rows (first_at, first_key, first_channel, last_activity, generation, stream)
            VALUES (?, ?, ?, ?, ?, ?)""";
    private static final String REPLACE = """
            UPDATE stage_person_rows SET first_at = ?, first_key = ?, first_channel = ?, last_activity = ?
            WHERE generation = ? AND stream = ?""";
    // MySQL assigns from left to right and sees what it has assigned, so first_at comes last.
    private static final String MERGE = """
            UPDATE stage_person_rows SET
                first_channel = CASE WHEN first_at IS NULL OR first_at > ? OR (first_at = ? AND first_key > ?)
                    THEN ? ELSE first_channel END,
                first_key = CASE WHEN first_at IS NULL OR first_at > ? OR (first_at = ? AND first_key > ?)
                    THEN ? ELSE first_key END,
                first_at = CASE WHEN first_at IS NULL OR first_at > ? THEN ? ELSE first_at END,
                last_activity = CASE WHEN last_activity IS NULL OR last_activity < ? THEN ? ELSE last_activity END
            WHERE generation = ? AND stream = ?""";

    private static final class Change {
        final String stream;
        boolean opened;
        boolean replaced;
        boolean touched;

        @Nullable
        Long firstAt;

        @Nullable
        TouchpointKey firstKey;

        @Nullable
        String firstChannel;

        @Nullable
        Long lastActivity;

        Change(String stream) {
            this.stream = stream;
        }

        private boolean isEarlier(long at, TouchpointKey key) {
            return firstAt == null
                    || at < firstAt
                    || (at == firstAt && firstKey != null && key.compareTo(firstKey) < 0);
        }
    }

    private final Map<String, Change> changes = new LinkedHashMap<>();

    private Change of(String stream) {
        return changes.computeIfAbsent(stream, Change::new);
    }

    void opened(String stream) {
        of(stream).opened = true;
    }

    void recorded(String stream, Touchpoint facts) {
        Change change = of(stream);
        long at = Micros.of(facts.occurredAt());
        change.touched = true;
        if (change.isEarlier(at, facts.key())) {
            change.firstAt = at;
            change.firstKey = facts.key();
            change.firstChannel = Cells.cutIfAny(facts.channel());
        }
        if (facts.isActivity() && (change.lastActivity == null || change.lastActivity < at)) {
            change.lastActivity = at;
        }
    }

    /** The event says how the person stands after it, whatever stood before. */
    void stands(
            String stream, @Nullable Instant firstAt, @Nullable String firstChannel, @Nullable Instant lastActivity) {
        Change change = of(stream);
        change.replaced = true;
        change.firstAt = firstAt == null ? null : Micros.of(firstAt);
        change.firstKey = null;
        change.firstChannel = Cells.cutIfAny(firstChannel);
        change.lastActivity = lastActivity == null ? null : Micros.of(lastActivity);
    }

    void write(JdbcTemplate jdbc, int generation) {
        List<Change> inserts = new ArrayList<>();
        List<Change> replaces = new ArrayList<>();
        List<Change> merges = new ArrayList<>();
        for (Change change : changes.values()) {
            if (change.opened) {
                inserts.add(change);
            } else if (change.replaced) {
                replaces.add(change);
            } else if (change.touched) {
                merges.add(change);
            }
        }
        writeWhole(jdbc, INSERT, inserts, generation);
        writeWhole(jdbc, REPLACE, replaces, generation);
        merge(jdbc, merges, generation);
    }

    private static void writeWhole(JdbcTemplate jdbc, String sql, List<Change> changes, int generation) {
        if (changes.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(sql, changes, changes.size(), (row, change) -> {
            Cells.set(row, 1, change.firstAt);
            Cells.set(row, 2, change.firstKey);
            row.setString(3, change.firstChannel);
            Cells.set(row, 4, change.lastActivity);
            row.setInt(5, generation);
            row.setString(6, change.stream);
        });
    }

    private static void merge(JdbcTemplate jdbc, List<Change> changes, int generation) {
        if (changes.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(MERGE, changes, changes.size(), (row, change) -> {
            for (int start = 1; start <= 5; start += 4) {
                Cells.set(row, start, change.firstAt);
                Cells.set(row, start + 1, change.firstAt);
                Cells.set(row, start + 2, change.firstKey);
            }
            row.setString(4, change.firstChannel);
            Cells.set(row, 8, change.firstKey);
            Cells.set(row, 9, change.firstAt);
            Cells.set(row, 10, change.firstAt);
            Cells.set(row, 11, change.lastActivity);
            Cells.set(row, 12, change.lastActivity);
            row.setInt(13, generation);
            row.setString(14, change.stream);
        });
    }
}
