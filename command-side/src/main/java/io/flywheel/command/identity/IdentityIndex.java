package io.flywheel.command.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.command.platform.InList;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Finds the lifecycles of many external ids with one query; written in the transaction of the events. */
@Component
public class IdentityIndex {
    private final JdbcTemplate jdbc;
    private final Cache<String, Seen> known =
            Caffeine.newBuilder().maximumSize(fitting()).recordStats().build();

    /**
     * @param number of the identity in that lifecycle
     * @param key under which what arrives under this id is sealed
     */
    public record Entry(String index, String kind, String stream, int number, KeyName key) {}

    /**
     * An entry as it was read. Ids hardly ever move, so one counter tells whether anything remembered may be wrong.
     *
     * @param moves how often ids had moved when it was read
     */
    private record Seen(Entry entry, long moves) {}

    /** An entry takes some 300 bytes; no more than a thirtieth of the heap is meant for them. */
    private static long fitting() {
        return Math.min(200_000, Runtime.getRuntime().maxMemory() / (9 * 1024));
    }

    IdentityIndex(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** How often ids have gone over from one lifecycle to another. */
    public long moves() {
        Long moves = jdbc.queryForObject("SELECT moves FROM identity_moves WHERE id = 1", Long.class);
        return moves == null ? 0 : moves;
    }

    /**
     * By blind index; those that nobody has are missing.
     *
     * @param now how often ids have moved
     */
    public Map<String, Entry> find(Collection<String> indexes, long now) {
        Map<String, Entry> found = new HashMap<>();
        known.getAllPresent(indexes).forEach((index, seen) -> {
            if (seen.moves() == now) {
                found.put(index, seen.entry());
            }
        });
        List<String> others =
                indexes.stream().filter(index -> !found.containsKey(index)).toList();
        for (List<String> some : InList.slices(others)) {
            jdbc.query(
                    "SELECT blind_index, kind, stream, number, key_name FROM identity_index WHERE blind_index IN "
                            + InList.marks(some),
                    row -> {
                        Entry entry = entry(row);
                        found.put(entry.index(), entry);
                        known.put(entry.index(), new Seen(entry, now));
                    },
                    some.toArray());
        }
        return found;
    }

    /** Which of these lifecycles have an id of this kind. */
    public Set<String> having(String kind, Collection<String> streams) {
        Set<String> found = new HashSet<>();
        for (List<String> some : InList.slices(streams)) {
            List<Object> arguments = new ArrayList<>(some);
            arguments.add(kind);
            jdbc.query(
                    "SELECT DISTINCT stream FROM identity_index WHERE stream IN " + InList.marks(some)
                            + " AND kind = ?",
                    row -> {
                        found.add(row.getString(1));
                    },
                    arguments.toArray());
        }
        return found;
    }

    /** How many ids this lifecycle has. */
    public int count(String stream) {
        Integer ids =
                jdbc.queryForObject("SELECT COUNT(*) FROM identity_index WHERE stream = ?", Integer.class, stream);
        return ids == null ? 0 : ids;
    }

    /** By lifecycle, the id that each of these had first; those that have none are missing. */
    public Map<String, Entry> firstOfEach(Collection<String> streams) {
        Map<String, Entry> found = new HashMap<>();
        for (List<String> some : InList.slices(new HashSet<>(streams))) {
            jdbc.query(
                    "SELECT blind_index, kind, stream, number, key_name FROM identity_index WHERE stream IN "
                            + InList.marks(some) + " ORDER BY number DESC",
                    row -> {
                        Entry entry = entry(row);
                        found.put(entry.stream(), entry);
                    },
                    some.toArray());
        }
        return found;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getString(1), row.getString(2), row.getString(3), row.getInt(4), KeyName.parse(row.getString(5)));
    }

    /** @throws org.springframework.dao.DuplicateKeyException if somebody else was faster; the batch is tried again */
    public void add(Collection<Entry> entries) {
        write(
                "INSERT INTO identity_index (stream, number, kind, key_name, blind_index) VALUES (?, ?, ?, ?, ?)",
                entries);
    }

    public void move(Collection<Entry> entries) {
        if (!entries.isEmpty()) {
            jdbc.update("UPDATE identity_moves SET moves = moves + 1 WHERE id = 1");
        }
        write(
                "UPDATE identity_index SET stream = ?, number = ?, kind = ?, key_name = ? WHERE blind_index = ?",
                entries);
    }

    /** Nobody is known any more by the ids of this lifecycle. */
    public void remove(String stream) {
        jdbc.update("UPDATE identity_moves SET moves = moves + 1 WHERE id = 1");
        jdbc.update("DELETE FROM identity_index WHERE stream = ?", stream);
    }

    private void write(String sql, Collection<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        // Always in the same order: two batches that share ids wait for each other instead of deadlocking.
        List<Object[]> rows = entries.stream()
                .sorted(java.util.Comparator.comparing(Entry::index))
                .map(e ->
                        new Object[] {e.stream(), e.number(), e.kind(), e.key().toString(), e.index()})
                .toList();
        jdbc.batchUpdate(sql, rows);
    }
}
