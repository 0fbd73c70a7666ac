package io.flywheel.command.platform;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One thread that works in the background until it is told to stop, and may then finish what it has begun. */
public final class Worker {
    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(20);

    private volatile @Nullable Thread thread;

    public void start(String name, Runnable work) {
        Thread started = Thread.ofPlatform().name(name).unstarted(work);
        thread = started;
        started.start();
    }

    /** Whether the thread that asks is the one to go on working. */
    public boolean goesOn() {
        return thread == Thread.currentThread();
    }

    public boolean isRunning() {
        return thread != null;
    }

    /** Returns when the thread has ended, or after 20 seconds. */
    public void stop() {
        Thread stopped = thread;
        thread = null;
        if (stopped != null) {
            try {
                stopped.join(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
