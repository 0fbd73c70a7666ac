package io.flywheel.command.platform;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Tells which of the processes on this ledger are away: each counts on in a row of its own, and whose count has stood still
 * for long, by this process's own watch, is away. No two clocks are compared.
 */
@Component
@DependsOn("commandSchema")
public class Homes implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Homes.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final long NEVER = -1;

    private final JdbcTemplate jdbc;
    private final Home home;
    private final Duration patience;
    private final Worker worker = new Worker();
    private final Map<String, Seen> seen = new HashMap<>();

    /** @param at of {@link System#nanoTime} */
    private record Seen(long beats, long at) {}

    protected Homes(JdbcTemplate jdbc, Home home, @Value("${flywheel.away-after:PT10M}") Duration patience) {
        this.jdbc = jdbc;
        this.home = home;
        this.patience = patience;
    }

    /** @param name of a data folder; this process's own is never away */
    public synchronized boolean isAway(String name) {
        if (name.equals(home.name())) {
            return false;
        }
        // A process that never counted is given as much time as one that stopped.
        Seen last = seen.computeIfAbsent(name, unknown -> new Seen(NEVER, System.nanoTime()));
        return System.nanoTime() - last.at() > patience.toNanos();
    }

    private void beat() {
        if (jdbc.update("UPDATE command_home SET beats = beats + 1 WHERE home = ?", home.name()) == 0) {
            jdbc.update("INSERT INTO command_home (home, beats) VALUES (?, 1)", home.name());
        }
        Map<String, Long> now = new HashMap<>();
        jdbc.query("SELECT home, beats FROM command_home", row -> {
            now.put(row.getString(1), row.getLong(2));
        });
        look(now);
    }

    private synchronized void look(Map<String, Long> now) {
        now.forEach((name, beats) -> {
            Seen last = seen.get(name);
            if (last == null || last.beats() != beats) {
                seen.put(name, new Seen(beats, System.nanoTime()));
            }
        });
    }

    private void work() {
        long pause = Math.min(LONGEST_PAUSE.toNanos(), patience.dividedBy(4).toNanos());
        while (worker.goesOn()) {
            try {
                beat();
            } catch (RuntimeException away) {
                LOG.debug("this process could not show that it lives", away);
            }
            long until = System.nanoTime() + pause;
            while (worker.goesOn() && System.nanoTime() < until) {
                LockSupport.parkNanos(Math.min(pause, TimeUnit.MILLISECONDS.toNanos(500)));
            }
        }
    }

    @Override
    public void start() {
        worker.start("homes", this::work);
    }

    @Override
    public void stop() {
        worker.stop();
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }
}
