package io.flywheel.query.platform;

import io.flywheel.query.platform.Generations.Generation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps every generation of every read model up to date: one named processor each. */
@Component
public class Projections implements SmartLifecycle {
    /** One processor, called like its token: {@code <read model>-<generation>}. */
    private record Running(BlockProjector projector, PooledStreamingEventProcessor processor, Lane lane) {}

    private final List<Projection> projections;
    private final Generations generations;
    private final Processors processors;
    private final Positions positions;
    private final JdbcTemplate jdbc;
    private final Map<Generation, Running> running = new ConcurrentHashMap<>();
    private @Nullable Lane answering;
    private @Nullable Lane building;

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
            generations.first(projection.name());
            agreement.restore(projection);
        });
    }

    /** Every read model, in the order of the alphabet. */
    public List<String> names() {
        return projections.stream().map(Projection::name).sorted().toList();
    }

    Optional<Projection> named(String name) {
        return projections.stream()
                .filter(projection -> projection.name().equals(name))
                .findFirst();
    }

    /** Why this generation does not move, as far as this process knows; none while all goes well. */
    public @Nullable String error(String name, int generation) {
        Running one = running.get(new Generation(name, generation));
        return one == null ? null : one.projector.error();
    }

    /** How often in a row this process has tried in vain to bring this generation on. */
    public int failures(String name, int generation) {
        Running one = running.get(new Generation(name, generation));
        return one == null ? 0 : one.projector.failures();
    }

    /** Begins to read for generations that are new, ends for those that were dropped: also what another process did. */
    public synchronized void follow() {
        if (answering == null || building == null) {
            return;
        }
        Set<Generation> wanted = new LinkedHashSet<>();
        for (Projection projection : projections) {
            int live = generations.live(projection.name());
            for (int number : generations.of(projection.name())) {
                Generation generation = new Generation(projection.name(), number);
                Lane lane = number == live ? answering : building;
                wanted.add(generation);
                Running one = running.get(generation);
                if (one == null || one.lane != lane) {
                    end(Set.of(generation));
                    run(projection, generation, lane);
                }
            }
        }
        Set<Generation> unwanted = new LinkedHashSet<>(running.keySet());
        unwanted.removeAll(wanted);
        end(unwanted);
    }

    private void run(Projection projection, Generation generation, Lane lane) {
        BlockProjector projector = new BlockProjector(projection, generation.number(), jdbc, positions::advanced);
        PooledStreamingEventProcessor processor = lane.build(generation.toString(), projector);
        running.put(generation, new Running(projector, processor, lane));
        processor.start();
    }

    private void end(Set<Generation> some) {
        CompletableFuture.allOf(some.stream()
                        .map(running::remove)
                        .filter(Objects::nonNull)
                        .map(each -> each.processor.shutdownAsync())
                        .toArray(CompletableFuture[]::new))
                .orTimeout(20, TimeUnit.SECONDS)
                .exceptionally(late -> null)
                .join();
    }

    @Override
    public synchronized void start() {
        // Half the machine: the rest is for those who record, and for those who ask.
        int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        answering = new Lane("", processors, processors.source(), Math.min(half, projections.size()));
        building = new Lane("replay-", processors, processors.sourceApart(), Math.max(1, half / 2));
        follow();
    }

    @Override
    public synchronized void stop() {
        end(Set.copyOf(running.keySet()));
        if (answering != null && building != null) {
            answering.close();
            building.close();
        }
        answering = null;
        building = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return answering != null;
    }
}
