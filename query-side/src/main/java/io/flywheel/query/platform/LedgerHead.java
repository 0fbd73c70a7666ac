package io.flywheel.query.platform;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Watches the end of the log for all readers of this process with one small query. */
@Component
public class LedgerHead implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LedgerHead.class);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private final JdbcTemplate ledger;
    private final Pace pace;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile long position;
    private volatile @Nullable Thread watcher;
    private volatile boolean hurried;

    @Autowired
    LedgerHead(JdbcTemplate ledger) {
        this(ledger, new Pace(LedgerBlocks.SIZE, LedgerHead::processorLoad));
    }

    LedgerHead(JdbcTemplate ledger, Pace pace) {
        this.ledger = ledger;
        this.pace = pace;
    }

    private static double processorLoad() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                ? machine.getCpuLoad()
                : -1;
    }

    /**
     * How far readers are to read: the last committed position some moments ago, 0 for an empty log. While much is
     * recorded it moves on at a {@link Pace}, or at once where somebody waits.
     */
    long position() {
        return position;
    }

    /** The last committed position now. */
    long look() {
        try {
            Long found = ledger.queryForObject("SELECT position FROM ledger_head WHERE id = 1", Long.class);
            return found == null ? 0 : found;
        } catch (DataAccessException e) {
            // The command side, which makes these tables, has not been here yet.
            log.debug("no log to read yet", e);
            return position;
        }
    }

    /** Somebody waits for the end of the log as it is now. */
    void hurry() {
        hurried = true;
        LockSupport.unpark(watcher);
    }

    void onMove(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    private void watch() {
        long moved = System.nanoTime();
        while (watcher == Thread.currentThread()) {
            boolean atOnce = hurried;
            hurried = false;
            long found = look();
            long now = System.nanoTime();
            if (found != position && (atOnce || pace.isDue(found - position, now - moved, now))) {
                position = found;
                moved = now;
                listeners.forEach(Runnable::run);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    @Override
    public void start() {
        watcher = Thread.ofPlatform().name("ledger-head").daemon().unstarted(this::watch);
        watcher.start();
    }

    @Override
    public void stop() {
        Thread stopped = watcher;
        watcher = null;
        if (stopped != null) {
            LockSupport.unpark(stopped);
            try {
                stopped.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return watcher != null;
    }
}
