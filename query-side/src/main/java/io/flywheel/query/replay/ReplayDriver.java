package io.flywheel.query.replay;

import io.flywheel.query.platform.Generations;
import io.flywheel.query.platform.Positions;
import io.flywheel.query.platform.Projections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Watches what is being built, in every process: notices when it has come to the end of the log, and when it cannot. The
 * events themselves are read by the platform's processors, of which one at a time has a generation's token.
 */
@Component
class ReplayDriver implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ReplayDriver.class);
    private static final int PAUSE_MILLIS = 250;

    private final ReplayTable table;
    private final ReplaySteps steps;
    private final Rates rates;
    private final Generations generations;
    private final Projections projections;
    private final Positions positions;
    private final int tries;
    private volatile @Nullable ScheduledExecutorService scheduler;

    /** @param tries how often one block is tried before the replay is given up, later and later */
    ReplayDriver(
            ReplayTable table,
            ReplaySteps steps,
            Rates rates,
            Generations generations,
            Projections projections,
            Positions positions,
            @Value("${flywheel.replay-tries:8}") int tries) {
        this.table = table;
        this.steps = steps;
        this.rates = rates;
        this.generations = generations;
        this.projections = projections;
        this.positions = positions;
        this.tries = tries;
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("replays-", 0).factory());
        scheduler = started;
        var watching = started.scheduleWithFixedDelay(this::watch, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void watch() {
        try {
            List<Replay> building = table.building();
            rates.keepOnly(building.stream().map(Replay::id).toList());
            building.forEach(this::watch);
        } catch (RuntimeException again) {
            // The store is away, or another process has taken the step: the next look is soon.
            log.debug("replays are looked after later", again);
        }
    }

    private void watch(Replay one) {
        long position = generations.position(one.projection(), one.generation()).orElse(0);
        rates.see(one.id(), position, System.nanoTime());
        String error = projections.error(one.projection(), one.generation());
        if (error != null && projections.failures(one.projection(), one.generation()) >= tries) {
            steps.fail(one.id(), error);
        } else if (one.state() == Replay.State.RUNNING && isAtTheEnd(position)) {
            steps.caughtUp(one.id());
        }
    }

    /** While much is recorded the end is where readers are told it is; before they are told, where it is. */
    private boolean isAtTheEnd(long position) {
        long goal = positions.goal();
        return goal > 0 ? position >= goal : position >= positions.head();
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopped = scheduler;
        scheduler = null;
        if (stopped != null) {
            stopped.shutdown();
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }
}
