package io.flywheel.command.delivery;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.Micros;
import io.flywheel.command.platform.InList;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Where whoever decides to send leaves what is to go out, in the transaction of the decision: neither is without the other. */
@Component
public class Outbox {
    /** The same id again changes nothing, whatever has become of it. */
    private static final String PUT = "INSERT INTO outbox (" + OutgoingRows.COLUMNS
            + ", state, attempts, next_at, claimed_until)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0, ?, 0)"
            + " ON DUPLICATE KEY UPDATE attempts = outbox.attempts";

    private static final String WITHDRAW = """
            UPDATE outbox SET state = 'dropped', reason = 'withdrawn', next_at = NULL, ended_at = ?
            WHERE episode = ? AND state = 'waiting'""";

    private static final String FORGET = """
            UPDATE outbox SET state = 'dropped', reason = 'erased', next_at = NULL, ended_at = ?
            WHERE state = 'waiting' AND stream IN """;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Outbox(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Joins the transaction that is under way. */
    public void put(List<? extends Outgoing> all) {
        if (!all.isEmpty()) {
            jdbc.batchUpdate(PUT, all.stream().map(Outbox::row).toList());
        }
    }

    private static Object[] row(Outgoing what) {
        @Nullable Object[] values = OutgoingRows.values(what);
        @Nullable Object[] row = Arrays.copyOf(values, values.length + 1);
        row[values.length] = Micros.of(what.at());
        return row;
    }

    /** Every notice about these that was put in and is still kept, whatever has become of it. */
    public List<Notice> noticesAbout(Collection<LifecycleId> lifecycles) {
        List<Notice> notices = new ArrayList<>();
        for (List<LifecycleId> some : InList.slices(lifecycles)) {
            jdbc.query(
                    "SELECT " + OutgoingRows.COLUMNS + " FROM outbox WHERE campaign IS NULL AND stream IN "
                            + InList.marks(some),
                    row -> {
                        notices.add((Notice) OutgoingRows.read(row));
                    },
                    some.stream().map(LifecycleId::value).toArray());
        }
        return notices;
    }

    /**
     * Somebody is forgotten: nothing of hers goes out any more. What was decided stays, under a name that means nothing. It
     * can be repeated.
     */
    public void forget(Collection<LifecycleId> lifecycles) {
        for (List<LifecycleId> some : InList.slices(lifecycles)) {
            List<Object> arguments = new ArrayList<>(List.of(Micros.of(clock.instant())));
            some.forEach(lifecycle -> arguments.add(lifecycle.value()));
            jdbc.update(FORGET + InList.marks(some), arguments.toArray());
        }
    }

    /**
     * Takes out what has not been sent yet, and joins the transaction that is under way. One that is on its way at this
     * very moment may still arrive; it is not tried again.
     *
     * @return how many were taken out
     */
    public int withdraw(String episode) {
        return jdbc.update(WITHDRAW, Micros.of(clock.instant()), episode);
    }
}
