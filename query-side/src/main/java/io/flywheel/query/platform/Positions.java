package io.flywheel.query.platform;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How far the live read models have read the log, and waiting for them: what lets a client read its own writes. */
@Component
public class Positions {
    private static final long RECHECK = TimeUnit.MILLISECONDS.toNanos(25);

    private final JdbcTemplate jdbc;
    private final LedgerHead head;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();

    Positions(
            @ReadStore JdbcTemplate jdbc,
            LedgerHead head,
            @Value("${flywheel.after-patience:PT5S}") Duration patience) {
        this.jdbc = jdbc;
        this.head = head;
        this.patience = patience;
    }

    /** The last committed position of the log, 0 if it is empty. */
    public long head() {
        return head.look();
    }

    /** How far readers are to read just now: the end of the log, or some moments before it while much is recorded. */
    public long goal() {
        return head.position();
    }

    /**
     * The position that every one of these read models has reached. Asked inside {@link Snapshot#read} it is exactly
     * that of the rows seen there.
     */
    public long reached(String... projections) {
        String names =
                String.join(", ", Arrays.stream(projections).map(name -> "?").toList());
        Long found = jdbc.queryForObject(
                "SELECT MIN(position) FROM read_model_live WHERE name IN (" + names + ")", Long.class, (Object[])
                        projections);
        return found == null ? 0 : found;
    }

    /**
     * Waits until these read models have seen a position, at most five seconds.
     *
     * @param after the {@code after} of a request, a position as an answer gave it; none does not wait
     * @throws org.springframework.web.ErrorResponseException 400 if it is no position; 503 if one is still behind
     */
    public void await(@Nullable String after, String... projections) {
        if (after != null && !after.isBlank()) {
            await(Parameters.position("after", after), projections);
        }
    }

    private void await(long after, String... projections) {
        long deadline = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            while (reached(projections) < after) {
                head.hurry();
                if (System.nanoTime() >= deadline) {
                    throw behind(after, projections);
                }
                long ignored = advanced.awaitNanos(RECHECK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw behind(after, projections);
        } finally {
            lock.unlock();
        }
    }

    /** Wakes those who wait; called when a read model of this process has moved. */
    void advanced() {
        lock.lock();
        try {
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private RuntimeException behind(long after, String... projections) {
        long end = head();
        if (end < after) {
            return Problems.notYet("The log ends at position " + end + ", so nothing can have seen " + after
                    + " yet. Use a position that an answer of this installation gave you.");
        }
        List<String> late = Arrays.stream(projections)
                .filter(name -> reached(name) < after)
                .map(name -> name + " (at " + reached(name) + ")")
                .toList();
        return Problems.notYet("Still behind position " + after + ": " + String.join(", ", late)
                + ". Ask again in a moment, or without after= for what is known so far;"
                + " /api/projections shows how far each read model is.");
    }
}
