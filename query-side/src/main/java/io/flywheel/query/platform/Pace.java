package io.flywheel.query.platform;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Decides when readers are told that the log has moved on. Many small blocks cost many times what a few large ones do:
 * each one commits, and rewrites the pages it touched. So little is told at once, much is gathered for a second; and for
 * some seconds more where the machine has no time to spare, which then goes to those who record.
 */
final class Pace {
    private static final int FEW = 200;
    private static final double BUSY = 0.85;
    private static final long GATHER = TimeUnit.SECONDS.toNanos(1);
    private static final long GATHER_WHILE_BUSY = TimeUnit.SECONDS.toNanos(15);
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(500);

    private final int block;
    private final DoubleSupplier load;
    private long looked;
    private boolean busy;

    /**
     * @param block as many events as are read at once
     * @param load the share of the machine's processor time that is used, from 0 to 1; negative if not known
     */
    Pace(int block, DoubleSupplier load) {
        this.block = block;
        this.load = load;
    }

    /**
     * @param waiting events that readers have not been told of
     * @param since nanoseconds since they were last told of any
     * @param now nanoseconds, as {@link System#nanoTime()} gives them
     */
    boolean isDue(long waiting, long since, long now) {
        if (waiting >= block || waiting <= FEW) {
            return true;
        }
        return since >= GATHER && (since >= GATHER_WHILE_BUSY || !isBusy(now));
    }

    private boolean isBusy(long now) {
        if (now - looked >= BETWEEN_LOOKS) {
            busy = load.getAsDouble() >= BUSY;
            looked = now;
        }
        return busy;
    }
}
