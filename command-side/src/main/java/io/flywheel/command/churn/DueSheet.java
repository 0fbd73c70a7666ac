package io.flywheel.command.churn;

import io.flywheel.api.Micros;
import io.flywheel.command.platform.InList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Lists who may have fallen silent, so that nobody has to look at everybody. Each row is a bound: that person's silence
 * ends then or later, under whichever model is first. It is written when a bound sinks, which is seldom: at somebody's
 * first sign, at a return, after a correction.
 */
@Component
public class DueSheet {
    private static final String NOTED = "flywheel.dueSheet";

    private final JdbcTemplate jdbc;

    DueSheet(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Where the bound of somebody goes after she was looked at.
     *
     * @param due none if no silence can lose her
     * @param heldBy the source that has fallen silent itself, for whose sake she is not looked at again
     */
    public record Next(
            String stream, @Nullable Instant due, @Nullable String heldBy) {}

    /** Writes what is noted in this unit of work before its events are appended: the log is locked for others last. */
    public void attach(UnitOfWork<?> work) {
        Map<String, Long> noted = new LinkedHashMap<>();
        work.root().resources().put(NOTED, noted);
        work.onPrepareCommit(done -> write(noted));
    }

    /** Her silence may end as early as this. */
    @SuppressWarnings("unchecked")
    public void note(String stream, Instant due) {
        Map<String, Long> noted =
                (Map<String, Long>) CurrentUnitOfWork.get().root().resources().get(NOTED);
        if (noted != null) {
            noted.merge(stream, Micros.of(due), Math::min);
        }
    }

    private void write(Map<String, Long> noted) {
        if (noted.isEmpty()) {
            return;
        }
        List<Object[]> rows = new ArrayList<>(noted.size());
        noted.forEach((stream, due) -> rows.add(new Object[] {stream, due}));
        noted.clear();
        jdbc.batchUpdate("""
                INSERT INTO churn_due (stream, due_at) VALUES (?, ?)
                ON DUPLICATE KEY UPDATE due_at = LEAST(due_at, VALUES(due_at))""", rows);
    }

    /** Those who are due by then and held by no source, the earliest first: in the order of the index, which reads no more. */
    List<String> due(Instant by, int most) {
        return jdbc.queryForList(
                "SELECT stream FROM churn_due WHERE held_by IS NULL AND due_at <= ? ORDER BY held_by, due_at LIMIT ?",
                String.class,
                Micros.of(by),
                most);
    }

    /**
     * Of these, those that are still due and that no other process is looking at; nobody else looks at them before this
     * transaction ends.
     */
    public List<String> claim(Collection<String> streams, Instant by) {
        Set<String> claimed = new HashSet<>();
        for (List<String> some : InList.slices(streams)) {
            List<Object> values = new ArrayList<>(some);
            values.add(Micros.of(by));
            claimed.addAll(jdbc.queryForList(
                    "SELECT stream FROM churn_due WHERE stream IN " + InList.marks(some)
                            + " AND due_at <= ? AND held_by IS NULL FOR UPDATE SKIP LOCKED",
                    String.class,
                    values.toArray()));
        }
        return streams.stream().filter(claimed::contains).toList();
    }

    /** After they were claimed. */
    public void move(List<Next> all) {
        List<Object[]> later = new ArrayList<>();
        List<Object[]> over = new ArrayList<>();
        for (Next next : all) {
            if (next.due() == null) {
                over.add(new Object[] {next.stream()});
            } else {
                later.add(new Object[] {Micros.of(next.due()), next.heldBy(), next.stream()});
            }
        }
        jdbc.batchUpdate("UPDATE churn_due SET due_at = ?, held_by = ? WHERE stream = ?", later);
        jdbc.batchUpdate("DELETE FROM churn_due WHERE stream = ?", over);
    }

    int heldBy(String source) {
        Integer held = jdbc.queryForObject("SELECT COUNT(*) FROM churn_due WHERE held_by = ?", Integer.class, source);
        return held == null ? 0 : held;
    }

    int release(String source) {
        return jdbc.update("UPDATE churn_due SET held_by = NULL WHERE held_by = ?", source);
    }
}
