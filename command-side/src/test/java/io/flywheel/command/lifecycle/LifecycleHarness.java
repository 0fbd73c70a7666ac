package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.model.ModelRef;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.api.touchpoint.VoidTouchpoints;
import io.flywheel.api.winback.Campaign;
import io.flywheel.command.churn.SourcesNow;
import io.flywheel.command.platform.AggregateCache;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
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
    static final List<StageModel> MODELS = List.of(Versions.AARRR, Versions.FIVE_STAGE);

    private final List<StageModel> active;
    private int streamsRead;
    private Instant now = Instant.parse("2026-06-01T00:00:00Z");
    private final Map<String, Campaign> campaigns = new HashMap<>();
    private final Map<String, Instant> due = new HashMap<>();
    private final EventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final Repository<UserLifecycle> cached = repository(new AggregateCache(10));
    private final Repository<UserLifecycle> sourced = repository(null);

    LifecycleHarness() {
        this(MODELS);
    }

    /** @param active under which new people are recorded */
    LifecycleHarness(List<StageModel> active) {
        this.active = active;
    }

    @Override
    public Campaign campaign(String id, int version) {
        return Objects.requireNonNull(campaigns.get(id), "no such campaign is expected here");
    }

    void with(Campaign campaign) {
        campaigns.put(campaign.id(), campaign);
    }

    @Override
    public Instant now() {
        return now;
    }

    void itIs(Instant instant) {
        now = instant;
    }

    @Override
    public Instant onceWhole(String source, Instant due) {
        return due;
    }

    @Override
    public void mayChurnAt(String lifecycle, Instant at) {
        due.merge(lifecycle, at, (a, b) -> a.isBefore(b) ? a : b);
    }

    Silence assess(LifecycleId person, Instant asOf, Map<String, Instant> silent, boolean useCache) {
        return on(person, useCache, l -> l.assess(asOf, new SourcesNow(silent, Set.of())));
    }

    /** As the detector does: who is not on the sheet, or not due, is not asked. */
    void assessIfDue(LifecycleId person, Instant asOf, boolean useCache) {
        Instant bound = due.get(person.value());
        if (bound != null && !bound.isAfter(asOf)) {
            Instant next = assess(person, asOf, Map.of(), useCache).next();
            if (next == null) {
                due.remove(person.value());
            } else {
                due.put(person.value(), next);
            }
        }
    }

    private Repository<UserLifecycle> repository(AggregateCache cache) {
        return EventSourcingRepository.builder(UserLifecycle.class)
                .eventStore(store)
                .cache(cache)
                .aggregateFactory(new AbstractAggregateFactory<>(UserLifecycle.class) {
                    @Override
                    protected UserLifecycle doCreateAggregate(String id, DomainEventMessage firstEvent) {
                        return firstEvent.getPayload() instanceof LifecycleMemo memo
                                ? new UserLifecycle(id, LifecycleHarness.this, memo)
                                : new UserLifecycle(id, LifecycleHarness.this);
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

    boolean adopt(LifecycleId person, StageModel model, boolean useCache) {
        return on(person, useCache, l -> l.adopt(new AdoptModel(person, ModelRef.of(model))));
    }

    Heard hear(LifecycleId person, ConsentChanged said, boolean useCache) {
        return on(person, useCache, l -> l.hear(new ChangeConsent(person, said)));
    }

    /** From here on she is sourced from her state as it is now. */
    void snapshot(LifecycleId person) {
        LifecycleMemo memo = memo(person, false);
        store.storeSnapshot(new GenericDomainEventMessage<>(
                "UserLifecycle", person.value(), events(person).size() - 1L, memo));
    }

    LifecycleMemo memo(LifecycleId person, boolean useCache) {
        return on(person, useCache, UserLifecycle::memo);
    }

    void begin(LifecycleId person, Campaign campaign, Circumstances circumstances, boolean useCache) {
        on(person, useCache, l -> Optional.ofNullable(l.begin(campaign, now, circumstances)));
    }

    StepTaken take(LifecycleId person, String episode, int step, Circumstances circumstances, boolean useCache) {
        return on(person, useCache, l -> l.takeStep(episode, step, circumstances));
    }

    void merge(LifecycleId from, LifecycleId into, boolean useCache) {
        inOne(() -> {
            Departure all = lifecycle(from, useCache).invoke(l -> l.mergeInto(into, "test"));
            return lifecycle(into, useCache).invoke(l -> l.join(all, "test"));
        });
    }

    /** @param origins those that go as a whole */
    void split(LifecycleId from, LifecycleId off, Set<LifecycleId> origins, boolean useCache) {
        inOne(() -> {
            Departure some = lifecycle(from, useCache).invoke(l -> l.splitOff(off, Set.of(), origins, "test"));
            return lifecycle(off, useCache).invoke(l -> l.resume(some, "test"));
        });
    }

    private Aggregate<UserLifecycle> lifecycle(LifecycleId person, boolean useCache) throws Exception {
        return (useCache ? cached : sourced)
                .loadOrCreate(person.value(), () -> new UserLifecycle(person.value(), this));
    }

    private <R> R on(LifecycleId person, boolean useCache, Function<UserLifecycle, R> task) {
        return inOne(() -> lifecycle(person, useCache).invoke(task));
    }

    private static <R> R inOne(Callable<R> task) {
        var work = DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage("test"));
        var result = work.executeWithResult(task);
        if (result.isExceptional()) {
            throw new IllegalStateException(result.exceptionResult());
        }
        return result.getPayload();
    }

    List<LifecycleEvent> events(LifecycleId person) {
        return store.readEvents(person.value(), 0)
                .asStream()
                .map(message -> (LifecycleEvent) message.getPayload())
                .toList();
    }

    @Override
    public List<ModelRef> activeModels() {
        return active.stream().map(ModelRef::of).toList();
    }

    @Override
    public StageModel model(ModelRef ref) {
        return Versions.published(ref);
    }

    /** How often a stream was read beside sourcing. */
    int streamsRead() {
        return streamsRead;
    }

    @Override
    public History history(String lifecycle) {
        streamsRead++;
        return History.of(store.readEvents(lifecycle, 0).asStream().map(DomainEventMessage::getPayload));
    }
}
