package io.flywheel.command.identity;

import io.flywheel.api.LifecycleId;
import io.flywheel.command.platform.InList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Knows which lifecycles go on in which, and which were split by hand; written in the transaction of the events. */
@Component
public class Mergers {
    private final JdbcTemplate jdbc;

    Mergers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public void merged(LifecycleId from, LifecycleId into) {
        forgetParted(from, into);
        jdbc.update(
                "INSERT INTO lifecycle_merge (stream, into_stream, merged)"
                        + " SELECT ?, ?, COALESCE(MAX(merged), 0) + 1 FROM lifecycle_merge WHERE into_stream = ?",
                from.value(),
                into.value(),
                into.value());
    }

    public void parted(LifecycleId one, LifecycleId other) {
        jdbc.update("DELETE FROM lifecycle_merge WHERE stream = ?", other.value());
        forgetParted(one, other);
        bothWays("INSERT INTO lifecycle_parted (stream, other) VALUES (?, ?)", one, other);
    }

    private void forgetParted(LifecycleId one, LifecycleId other) {
        bothWays("DELETE FROM lifecycle_parted WHERE stream = ? AND other = ?", one, other);
    }

    private void bothWays(String sql, LifecycleId one, LifecycleId other) {
        jdbc.update(sql, one.value(), other.value());
        jdbc.update(sql, other.value(), one.value());
    }

    /** Touchpoints, by their keys, that a split gave to somebody else than she who goes on where they were recorded. */
    public void moved(Collection<String> keys, LifecycleId to) {
        for (List<String> some : InList.slices(keys)) {
            jdbc.update("DELETE FROM touchpoint_moved WHERE event_id IN " + InList.marks(some), some.toArray());
        }
        jdbc.batchUpdate(
                "INSERT INTO touchpoint_moved (event_id, stream) VALUES (?, ?)",
                keys.stream().map(key -> new Object[] {key, to.value()}).toList());
    }

    /** Of these lifecycles, whom each was split from. */
    public Map<String, Set<String>> partedFrom(Collection<String> streams) {
        Map<String, Set<String>> parted = new HashMap<>();
        for (List<String> some : InList.slices(streams)) {
            jdbc.query(
                    "SELECT stream, other FROM lifecycle_parted WHERE stream IN " + InList.marks(some),
                    row -> {
                        parted.computeIfAbsent(row.getString(1), stream -> new HashSet<>())
                                .add(row.getString(2));
                    },
                    some.toArray());
        }
        return parted;
    }

    /** In which lifecycle each of these goes on, perhaps itself. */
    public Map<String, String> goingOn(Collection<String> streams) {
        Map<String, String> goingOn = new HashMap<>();
        streams.forEach(stream -> goingOn.put(stream, stream));
        Set<String> asked = new HashSet<>(streams);
        while (!asked.isEmpty()) {
            Map<String, String> next = into(asked);
            goingOn.replaceAll((stream, now) -> next.getOrDefault(now, now));
            asked = new HashSet<>(next.values());
        }
        return goingOn;
    }

    private Map<String, String> into(Collection<String> streams) {
        Map<String, String> into = new HashMap<>();
        for (List<String> some : InList.slices(streams)) {
            jdbc.query(
                    "SELECT stream, into_stream FROM lifecycle_merge WHERE stream IN " + InList.marks(some),
                    row -> {
                        into.put(row.getString(1), row.getString(2));
                    },
                    some.toArray());
        }
        return into;
    }

    /** Where these touchpoints count, of those that a split moved. */
    public Map<String, String> movedTo(Collection<String> keys) {
        Map<String, String> moved = new HashMap<>();
        for (List<String> some : InList.slices(keys)) {
            jdbc.query(
                    "SELECT event_id, stream FROM touchpoint_moved WHERE event_id IN " + InList.marks(some),
                    row -> {
                        moved.put(row.getString(1), row.getString(2));
                    },
                    some.toArray());
        }
        return moved;
    }

    /** A lifecycle and all that were merged into it, straight or by way of another. */
    public Set<LifecycleId> mergedInto(LifecycleId lifecycle) {
        Set<LifecycleId> all = new LinkedHashSet<>(List.of(lifecycle));
        List<LifecycleId> open = new ArrayList<>(all);
        while (!open.isEmpty()) {
            areMergedInto(open.removeLast()).stream().filter(all::add).forEach(open::add);
        }
        return all;
    }

    /** These lifecycles and all that were merged into them, each with the one of these that it goes on in. */
    public Map<String, String> comingIn(Collection<String> streams) {
        Map<String, String> all = new HashMap<>();
        streams.forEach(stream -> all.put(stream, stream));
        Set<String> open = new HashSet<>(streams);
        while (!open.isEmpty()) {
            Set<String> next = new HashSet<>();
            for (List<String> some : InList.slices(open)) {
                jdbc.query(
                        "SELECT stream, into_stream FROM lifecycle_merge WHERE into_stream IN " + InList.marks(some),
                        row -> {
                            if (all.putIfAbsent(row.getString(1), all.get(row.getString(2))) == null) {
                                next.add(row.getString(1));
                            }
                        },
                        some.toArray());
            }
            open = next;
        }
        return all;
    }

    /** The lifecycles that were merged straight into this one, the latest first. */
    public List<LifecycleId> areMergedInto(LifecycleId lifecycle) {
        return jdbc.query(
                "SELECT stream FROM lifecycle_merge WHERE into_stream = ? ORDER BY merged DESC",
                (row, number) -> new LifecycleId(row.getString(1)),
                lifecycle.value());
    }
}
