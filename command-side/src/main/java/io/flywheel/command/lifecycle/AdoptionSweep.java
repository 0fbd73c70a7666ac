package io.flywheel.command.lifecycle;

import io.flywheel.command.definition.ActiveModels;
import io.flywheel.command.definition.ActiveSet;
import io.flywheel.command.platform.StoreFailures;
import io.flywheel.command.platform.Worker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Walks in the background whenever another version has become active, through any process, and after a restart. It rests
 * as long as it works, so that recording always has its turn.
 */
@Component
class AdoptionSweep implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(AdoptionSweep.class);
    private static final int MOST_PEOPLE = 250;
    private static final long LONGEST_REST = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long STORE_IS_AWAY = TimeUnit.SECONDS.toNanos(1);

    private final AdoptionWalk walk;
    private final ActiveModels models;
    private final Worker worker = new Worker();
    private @Nullable ActiveSet begun;
    private boolean more;
    private int most = MOST_PEOPLE;

    AdoptionSweep(AdoptionWalk walk, ActiveModels models) {
        this.walk = walk;
        this.models = models;
    }

    private void sweep() {
        begun = null;
        while (worker.goesOn()) {
            long started = System.nanoTime();
            LockSupport.parkNanos(Math.max(once(), Math.min(System.nanoTime() - started, LONGEST_REST)));
        }
    }

    /** Answers how long to rest, in nanoseconds; it is at least as long as this took. */
    private long once() {
        try {
            ActiveSet active = models.now();
            if (active != begun) {
                walk.begin(begun == null);
                begun = active;
                more = true;
            }
            return more ? step() : LOOK_EVERY;
        } catch (RuntimeException failure) {
            LOG.warn("People could not adopt a stage model just now; it is tried again: {}", failure.toString());
            return STORE_IS_AWAY;
        }
    }

    private long step() {
        try {
            more = walk.step(most);
            most = Math.min(MOST_PEOPLE, most * 2);
        } catch (RuntimeException failure) {
            if (StoreFailures.isUnavailable(failure) && !StoreFailures.isContention(failure)) {
                throw failure;
            }
            // Smaller steps, until whoever cannot be folded stands alone: she must not keep the others waiting.
            boolean alone = most == 1;
            most = Math.max(1, most / 2);
            if (Transactions.mayPass(failure)) {
                throw failure;
            }
            if (alone) {
                LOG.error(
                        "{} cannot adopt a stage model; it is tried again at the next start", walk.setAside(), failure);
            }
        }
        return 0;
    }

    @Override
    public void start() {
        worker.start("adoption", this::sweep);
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
