package io.flywheel.query.winback;

import io.flywheel.api.Micros;
import io.flywheel.api.lifecycle.OfferBlocked;
import io.flywheel.api.lifecycle.OfferHeldOut;
import io.flywheel.api.lifecycle.OfferMade;
import io.flywheel.api.lifecycle.OfferPostponed;
import io.flywheel.api.lifecycle.WinBackDeclined;
import io.flywheel.api.lifecycle.WinBackEnded;
import io.flywheel.api.lifecycle.WinBackEvent;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.query.platform.Cells;
import io.flywheel.query.platform.LedgerEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a block does to the courses of campaigns, one row each, written without reading. */
final class EpisodeChanges {
    static final String ADDRESSED = "addressed";
    static final String HELD_OUT = "held-out";

    private static final String INSERT = """
            INSERT INTO winback_episode_rows (arm, assigned_at, steps, blocked, ended_reason, ended_at, stream, generation,
                episode, campaign, version, model, stage, since_at, started_at, known_at)
            VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)""";
    /** What was decided first stays. */
    private static final String UPDATE = """
            UPDATE winback_episode_rows SET arm = COALESCE(arm, ?), assigned_at = COALESCE(assigned_at, ?),
                steps = steps + ?, blocked = COALESCE(blocked, ?), ended_reason = COALESCE(ended_reason, ?),
                ended_at = COALESCE(ended_at, ?)
            WHERE stream = ? AND generation = ? AND episode = ?""";

    private record Key(String stream, String episode) {}

    private static final class Change {
        final Key key;

        @Nullable
        WinBackStarted started;

        long knownAt;

        @Nullable
        String arm;

        @Nullable
        Instant assignedAt;

        int steps;

        @Nullable
        String blocked;

        @Nullable
        WinBackEnded ended;

        Change(Key key) {
            this.key = key;
        }

        void assign(String to, Instant at) {
            if (arm == null) {
                arm = to;
                assignedAt = at;
            }
        }
    }

    private final Map<Key, Change> changes = new LinkedHashMap<>();

    private Change of(LedgerEvent entry, String episode) {
        return changes.computeIfAbsent(new Key(entry.stream(), episode), Change::new);
    }

    void add(WinBackEvent event, LedgerEvent entry) {
        switch (event) {
            case WinBackStarted it -> {
                Change change = of(entry, it.episode());
                change.started = it;
                change.knownAt = entry.position();
            }
            case OfferMade it -> {
                Change change = of(entry, it.episode());
                change.assign(ADDRESSED, it.at());
                change.steps++;
            }
            case OfferHeldOut it -> of(entry, it.episode()).assign(HELD_OUT, it.at());
            case OfferBlocked it -> {
                Change change = of(entry, it.episode());
                change.blocked = change.blocked == null ? it.reason() : change.blocked;
            }
            case WinBackEnded it -> {
                Change change = of(entry, it.episode());
                change.ended = change.ended == null ? it : change.ended;
            }
            case OfferPostponed it -> {}
            case WinBackDeclined it -> {}
        }
    }

    void write(JdbcTemplate jdbc, int generation) {
        List<Change> begun =
                changes.values().stream().filter(each -> each.started != null).toList();
        List<Change> gone =
                changes.values().stream().filter(each -> each.started == null).toList();
        if (!begun.isEmpty()) {
            jdbc.batchUpdate(INSERT, begun, begun.size(), (row, change) -> {
                set(row, change, generation);
                WinBackStarted started = java.util.Objects.requireNonNull(change.started);
                row.setString(10, started.campaign());
                row.setInt(11, started.version());
                row.setString(12, started.model());
                row.setString(13, started.stage());
                row.setLong(14, Micros.of(started.since()));
                row.setLong(15, Micros.of(started.at()));
                row.setLong(16, change.knownAt);
            });
        }
        if (!gone.isEmpty()) {
            jdbc.batchUpdate(UPDATE, gone, gone.size(), (row, change) -> set(row, change, generation));
        }
    }

    private static void set(java.sql.PreparedStatement row, Change change, int generation)
            throws java.sql.SQLException {
        WinBackEnded ended = change.ended;
        row.setString(1, change.arm);
        Cells.set(row, 2, change.assignedAt == null ? null : Long.valueOf(Micros.of(change.assignedAt)));
        row.setInt(3, change.steps);
        row.setString(4, change.blocked);
        row.setString(5, ended == null ? null : ended.reason());
        Cells.set(row, 6, ended == null ? null : Long.valueOf(Micros.of(ended.at())));
        row.setString(7, change.key.stream);
        row.setInt(8, generation);
        row.setString(9, change.key.episode);
    }
}
