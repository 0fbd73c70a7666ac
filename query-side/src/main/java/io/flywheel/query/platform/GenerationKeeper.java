package io.flywheel.query.platform;

import io.flywheel.query.platform.Generations.Generation;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Follows, in every process, what became of the generations: reads for new ones, and clears away those dropped. */
@Component
class GenerationKeeper implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(GenerationKeeper.class);
    private static final int PAUSE_MILLIS = 500;

    private final Projections projections;
    private final Generations generations;
    private final JdbcTemplate jdbc;
    private volatile @Nullable ScheduledExecutorService scheduler;

    GenerationKeeper(Projections projections, Generations generations, @ReadStore JdbcTemplate jdbc) {
        this.projections = projections;
        this.generations = generations;
        this.jdbc = jdbc;
    }

    @Override
    public void start() {
        // Clearing away takes its time, and following does not wait for it.
        ScheduledExecutorService started = Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().daemon().name("generations-", 0).factory());
        scheduler = started;
        var following = started.scheduleWithFixedDelay(
                () -> quietly(projections::follow), PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        var clearing = started.scheduleWithFixedDelay(
                () -> quietly(this::clear), PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void quietly(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException again) {
            // The store is away, or another process clears the same rows: the next turn is soon.
            log.debug("generations are looked after later", again);
        }
    }

    private void clear() {
        RowRemoval removal = new RowRemoval(jdbc, () -> scheduler == null);
        for (Generation generation : generations.dropped()) {
            boolean nothingLeft = projections
                    .named(generation.name())
                    .filter(projection -> removal.remove(projection, generation))
                    .isPresent();
            if (nothingLeft) {
                generations.removed(generation);
            }
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopped = scheduler;
        scheduler = null;
        if (stopped != null) {
            stopped.shutdown();
            try {
                if (!stopped.awaitTermination(20, TimeUnit.SECONDS)) {
                    stopped.shutdownNow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }
}
