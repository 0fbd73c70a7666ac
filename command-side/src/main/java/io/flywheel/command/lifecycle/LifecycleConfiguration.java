package io.flywheel.command.lifecycle;

import io.flywheel.api.Micros;
import io.flywheel.api.model.ModelRef;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.winback.Campaign;
import io.flywheel.command.campaign.Campaigns;
import io.flywheel.command.churn.BackFills;
import io.flywheel.command.churn.DueSheet;
import io.flywheel.command.definition.ActiveModels;
import io.flywheel.command.platform.AggregateCache;
import io.flywheel.command.platform.Snapshots;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AbstractAggregateFactory;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the aggregate: its repository with one lock factory and cache for all, and its snapshots. */
@Configuration(proxyBeanMethods = false)
class LifecycleConfiguration {
    private static final int EVENTS_PER_SNAPSHOT = 100;

    @Bean
    Snapshots<UserLifecycle> lifecycleSnapshots(
            ObjectProvider<LifecycleSurroundings> around, ObjectProvider<ActiveModels> models) {
        return new LifecycleSnapshots(
                around::getObject, () -> models.getObject().fingerprint());
    }

    @Bean
    LifecycleSurroundings lifecycleSurroundings(
            ActiveModels models,
            ModelsInForce inForce,
            EventStore store,
            DueSheet sheet,
            Campaigns campaigns,
            BackFills backFills,
            Clock clock) {
        return new LifecycleSurroundings() {
            @Override
            public List<ModelRef> activeModels() {
                return inForce.now();
            }

            @Override
            public StageModel model(ModelRef ref) {
                return models.byRef(ref.id(), ref.version());
            }

            @Override
            public History history(String lifecycle) {
                return History.of(store.readEvents(lifecycle, 0).asStream().map(DomainEventMessage::getPayload));
            }

            @Override
            public Campaign campaign(String id, int version) {
                return campaigns.byRef(id, version);
            }

            @Override
            public Instant now() {
                return Micros.truncate(clock.instant());
            }

            @Override
            public Instant onceWhole(String source, Instant due) {
                return backFills.whole(source, due);
            }

            @Override
            public void mayChurnAt(String lifecycle, Instant at) {
                sheet.note(lifecycle, at);
            }
        };
    }

    @Bean
    AggregateCache lifecycleCache(@Value("${flywheel.cached-people:0}") long people) {
        // Somebody remembered takes some 6 KB; no more than a sixth of the heap is meant for them.
        long fitting = Math.max(1_000, Math.min(50_000, Runtime.getRuntime().maxMemory() / (36 * 1024)));
        return new AggregateCache(people > 0 ? people : fitting);
    }

    @Bean
    AggregateFactory<UserLifecycle> lifecycleFactory(LifecycleSurroundings around) {
        return new AbstractAggregateFactory<>(UserLifecycle.class) {
            @Override
            protected UserLifecycle doCreateAggregate(String id, DomainEventMessage firstEvent) {
                return new UserLifecycle(id, around);
            }
        };
    }

    @Bean(destroyMethod = "shutdown")
    ExecutorService snapshotExecutor() {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("snapshots").daemon().factory());
    }

    @Bean
    Snapshotter lifecycleSnapshotter(
            EventStore store,
            ExecutorService snapshotExecutor,
            TransactionManager transactions,
            AggregateFactory<UserLifecycle> factory) {
        return AggregateSnapshotter.builder()
                .eventStore(store)
                .executor(snapshotExecutor)
                .transactionManager(transactions)
                .aggregateFactories(factory)
                .build();
    }

    @Bean
    LockFactory lifecycleLocks() {
        return PessimisticLockFactory.usingDefaults();
    }

    @Bean
    Repository<UserLifecycle> lifecycleRepository(
            EventStore store,
            LockFactory lifecycleLocks,
            AggregateCache cache,
            AggregateFactory<UserLifecycle> factory,
            Snapshotter lifecycleSnapshotter) {
        return EventSourcingRepository.builder(UserLifecycle.class)
                .eventStore(store)
                .aggregateFactory(factory)
                .cache(cache)
                .lockFactory(lifecycleLocks)
                .snapshotTriggerDefinition(
                        new EventCountSnapshotTriggerDefinition(lifecycleSnapshotter, EVENTS_PER_SNAPSHOT))
                .build();
    }

    @Bean
    AggregateAnnotationCommandHandler<UserLifecycle> lifecycleCommandHandler(
            Repository<UserLifecycle> repository, CommandBus bus, LifecycleSurroundings around) {
        AggregateAnnotationCommandHandler<UserLifecycle> handler =
                AggregateAnnotationCommandHandler.<UserLifecycle>builder()
                        .aggregateType(UserLifecycle.class)
                        .repository(repository)
                        .creationPolicyAggregateFactory(id -> new UserLifecycle(String.valueOf(id), around))
                        .build();
        handler.subscribe(bus);
        return handler;
    }
}
