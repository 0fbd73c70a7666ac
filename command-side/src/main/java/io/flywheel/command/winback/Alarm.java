package io.flywheel.command.winback;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.springframework.context.SmartLifecycle;

/** Wakes the sagas whose deadlines have come, from the start of the program to its end. */
final class Alarm implements SmartLifecycle {
    private final Scheduler scheduler;
    private final boolean enabled;
    private volatile boolean running;

    Alarm(Scheduler scheduler, boolean enabled) {
        this.scheduler = scheduler;
        this.enabled = enabled;
    }

    @Override
    public void start() {
        if (enabled) {
            scheduler.start();
            running = true;
        }
    }

    @Override
    public void stop() {
        if (running) {
            scheduler.stop();
            running = false;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
