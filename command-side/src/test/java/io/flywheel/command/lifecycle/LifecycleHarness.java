package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.definition.ModelFile;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.model.ModelRef;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.api.touchpoint.VoidTouchpoints;
import io.flywheel.command.platform.AggregateCache;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AbstractAggregateFactory;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/** Real aggregates on Axon's in-memory store: one repository that caches, one that sources each time. */
final class LifecycleHarness implements LifecycleSurroundings {
    static final List<StageModel> MODELS = List.of(shipped("aarrr"), shipped("five-stage"));

    private final EventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final Repository<UserLifecycle> cached = repository(new AggregateCache(10));
    private final Repository<UserLifecycle> sourced = repository(null);

    static StageModel shipped(String id) {
        try (InputStream file = LifecycleHarness.class.getResourceAsStream("/models/" + id + ".yaml")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return ModelFile.read(id + ".yaml", 1, text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Repository<UserLifecycle> repository(AggregateCache cache) {
        return EventSourcingRepository.builder(UserLifecycle.class)
                .eventStore(store)
                .cache(cache)
                .aggregateFactory(new AbstractAggregateFactory<>(UserLifecycle.class) {
                    @Override
                    protected UserLifecycle doCreateAggregate(String id, DomainEventMessage firstEvent) {
                        return new UserLifecycle(id, LifecycleHarness.this);
                    }
                })
                .build();
    }

    void record(LifecycleId person, List<Touchpoint> touchpoints, boolean useCache) {
        List<RecordInto.NewTouchpoint> fresh = touchpoints.stream()
                .map(t -> new RecordInto.NewTouchpoint(t, null, "d", List.of(), null))
                .toList();
        on(person, useCache, l -> l.record(new RecordInto(person, "shop", Map.of(), List.of(), fresh)));
    }

    void take(LifecycleId person, List<TouchpointKey> keys, boolean useCache) {
        on(person, useCache, l -> l.take(new VoidTouchpoints(person, keys, "a test", "tester")));
    }

    LifecycleMemo memo(LifecycleId person, boolean useCache) {
        return on(person, useCache, UserLifecycle::memo);
    }

    private <R> R on(LifecycleId person, boolean useCache, Function<UserLifecycle, R> task) {
        var work = DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage("test"));
        var result = work.executeWithResult(() -> {
            Aggregate<UserLifecycle> lifecycle = (useCache ? cached : sourced)
                    .loadOrCreate(person.value(), () -> new UserLifecycle(person.value(), this));
            return lifecycle.invoke(task);
        });
        if (result.isExceptional()) {
            throw new IllegalStateException(result.exceptionResult());
        }
        return result.getPayload();
    }

    List<LifecycleEvent> events(LifecycleId person) {
        return store.readEvents(person.value())
                .asStream()
                .map(message -> (LifecycleEvent) message.getPayload())
                .toList();
    }

    @Override
    public List<ModelRef> activeModels() {
        return MODELS.stream().map(m -> new ModelRef(m.id(), m.version())).toList();
    }

    @Override
    public StageModel model(ModelRef ref) {
        return MODELS.stream().filter(m -> m.id().equals(ref.id())).findFirst().orElseThrow();
    }

    @Override
    public History history(String lifecycle) {
        return History.of(store.readEvents(lifecycle, 0).asStream().map(DomainEventMessage::getPayload));
    }
}
