package io.flywheel.command.definition;

import io.flywheel.api.EventFormat;
import io.flywheel.api.Micros;
import io.flywheel.command.platform.LedgerForTests;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.springframework.jdbc.core.JdbcTemplate;

/** One process with definitions; several of them can share a log. */
final class DefinitionNode {
    final JdbcTemplate log;
    final ActiveModels models;
    final Adoptions adoptions;
    final Definitions definitions;
    private final EmbeddedEventStore store;

    /** The first process on a new log. */
    DefinitionNode() {
        this(LedgerForTests.fresh(), newStore());
        store.subscribe(this::write);
    }

    /** Another process on the same log. */
    DefinitionNode(DefinitionNode first) {
        this(first.log, first.store);
    }

    private DefinitionNode(JdbcTemplate log, EmbeddedEventStore store) {
        this.log = log;
        this.store = store;
        DefinitionLog reader = new DefinitionLog(log);
        models = new ActiveModels(reader);
        adoptions = new Adoptions(models, reader, log, Clock.systemUTC());
        CommandBus bus = SimpleCommandBus.builder().build();
        AggregateAnnotationCommandHandler.<StageModelDefinition>builder()
                .aggregateType(StageModelDefinition.class)
                .repository(EventSourcingRepository.builder(StageModelDefinition.class)
                        .eventStore(store)
                        .build())
                .build()
                .subscribe(bus);
        definitions =
                new Definitions(DefaultCommandGateway.builder().commandBus(bus).build(), models, adoptions);
    }

    int publish(String model, String text) {
        return definitions.publish(new PublishModel(model, model + ".yaml", text, "ada"));
    }

    void activate(String model, int version) {
        definitions.activate(new ActivateModel(model, version, "ada"));
    }

    void recordSomebody() {
        // What it says does not matter here, only that it is no definition's stream.
        insert("abcdefghijklmnopqrstuv", 0, "UserLifecycle", 0, "LifecycleOpened", new byte[0]);
    }

    int events() {
        Integer count = log.queryForObject("SELECT COUNT(*) FROM ledger_event", Integer.class);
        return count == null ? 0 : count;
    }

    // The log's own engine writes these rows in the product; here they follow what Axon appends in memory.
    private void write(List<? extends EventMessage<?>> events) {
        for (EventMessage<?> each : events) {
            DomainEventMessage<?> event = (DomainEventMessage<?>) each;
            insert(
                    event.getAggregateIdentifier(),
                    event.getSequenceNumber(),
                    event.getType(),
                    Micros.of(event.getTimestamp()),
                    EventFormat.typeOf(event.getPayloadType()),
                    EventFormat.write(event.getPayload()));
        }
    }

    private void insert(String stream, long sequence, String streamType, long recordedAt, String type, byte[] payload) {
        log.update(
                "INSERT INTO ledger_event (position, stream, sequence, stream_type, event_id, type, revision, recorded_at,"
                        + " payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                events() + 1,
                stream,
                sequence,
                streamType,
                UUID.randomUUID().toString(),
                type,
                EventFormat.REVISION,
                recordedAt,
                payload);
    }

    private static EmbeddedEventStore newStore() {
        return EmbeddedEventStore.builder()
                .storageEngine(new InMemoryEventStorageEngine())
                .build();
    }
}
