package io.flywheel.query.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps every generation of every read model up to date: one named processor each. */
@Component
class Projections implements SmartLifecycle {
    /** One processor, called like its token: {@code <read model>-<generation>}. */
    private record Running(
            String name, int generation, BlockProjector projector, PooledStreamingEventProcessor processor) {}

    private final List<Projection> projections;
    private final Generations generations;
    private final Processors processors;
    private final Positions positions;
    private final JdbcTemplate jdbc;
    private final List<Running> running = new ArrayList<>();
    private @Nullable ScheduledExecutorService coordinator;
    private @Nullable ScheduledExecutorService workers;

    Projections(
            List<Projection> projections,
            Generations generations,
            Processors processors,
            Positions positions,
            LogAgreement agreement,
            @ReadStore JdbcTemplate jdbc) {
        this.projections = projections;
        this.generations = generations;
        this.processors = processors;
        this.positions = positions;
        this.jdbc = jdbc;
        // Here and not at the start of the processors: the first question may come before that.
        projections.forEach(projection -> {
            generations.open(projection.name(), 1);
            agreement.restore(projection);
        });
    }

    List<String> names() {
        return projections.stream().map(Projection::name).sorted().toList();
    }

    /** Why this generation does not move; none while all goes well. */
    synchronized @Nullable String error(String name, int generation) {
        return running.stream()
                .filter(one -> one.name.equals(name) && one.generation == generation)
                .findFirst()
                .map(one -> one.projector.error())
                .orElse(null);
    }

    /** Builds a further generation beside the live one. */
    synchronized void build(String name, int generation) {
        generations.open(name, generation);
        projections.stream()
                .filter(projection -> projection.name().equals(name))
                .forEach(projection -> run(projection, generation));
    }

    private void run(Projection projection, int generation) {
        if (coordinator == null || workers == null) {
            return;
        }
        BlockProjector projector = new BlockProjector(projection, generation, jdbc, positions::advanced);
        PooledStreamingEventProcessor processor =
                processors.build(projection.name() + "-" + generation, projector, coordinator, workers);
        running.add(new Running(projection.name(), generation, projector, processor));
        processor.start();
    }

    @Override
    public synchronized void start() {
        // Half the machine: the rest is for those who record, and for those who ask.
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, projections.size());
        coordinator = Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().name("ledger-reader-", 0).factory());
        workers = Executors.newScheduledThreadPool(
                threads, Thread.ofPlatform().name("projection-", 0).factory());
        for (Projection projection : projections) {
            generations.of(projection.name()).forEach(generation -> run(projection, generation));
        }
    }

    @Override
    public synchronized void stop() {
        CompletableFuture.allOf(running.stream()
                        .map(one -> one.processor.shutdownAsync())
                        .toArray(CompletableFuture[]::new))
                .orTimeout(20, TimeUnit.SECONDS)
                .exceptionally(late -> null)
                .join();
        running.clear();
        if (coordinator != null && workers != null) {
            coordinator.shutdownNow();
            workers.shutdownNow();
        }
        coordinator = null;
        workers = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return coordinator != null;
    }
}
