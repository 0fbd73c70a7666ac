package io.flywheel.command.campaign;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.flywheel.api.EventFormat;
import io.flywheel.api.Micros;
import io.flywheel.command.definition.ActiveModels;
import io.flywheel.command.platform.LedgerForTests;
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
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.springframework.jdbc.core.JdbcTemplate;

/** One process with campaigns for the model {@code shop}; several of them can share a log. */
final class CampaignNode {
    final JdbcTemplate log;
    final Campaigns campaigns;
    final CampaignControl control;
    final ActiveModels models = mock(ActiveModels.class);
    private final EmbeddedEventStore store;

    /** The first process on a new log. */
    CampaignNode() {
        this(LedgerForTests.fresh(), newStore());
        store.subscribe(this::write);
    }

    /** Another process on the same log. */
    CampaignNode(CampaignNode first) {
        this(first.log, first.store);
    }

    private CampaignNode(JdbcTemplate log, EmbeddedEventStore store) {
        this.log = log;
        this.store = store;
        when(models.activeAndNewest("shop")).thenReturn(List.of(CampaignTexts.SHOP));
        when(models.all()).thenReturn(List.of(CampaignTexts.SHOP));
        campaigns = new Campaigns(new CampaignLog(log));
        CommandBus bus = SimpleCommandBus.builder().build();
        handle(CampaignDefinition.class, bus);
        handle(SendingHalt.class, bus);
        control = new CampaignControl(
                DefaultCommandGateway.builder().commandBus(bus).build(), campaigns, models);
    }

    private <T> void handle(Class<T> aggregate, CommandBus bus) {
        ParameterResolverFactory parameters = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(aggregate),
                new SimpleResourceParameterResolverFactory(List.of(models)));
        AggregateAnnotationCommandHandler.<T>builder()
                .aggregateType(aggregate)
                .parameterResolverFactory(parameters)
                .repository(EventSourcingRepository.builder(aggregate)
                        .eventStore(store)
                        .parameterResolverFactory(parameters)
                        .build())
                .build()
                .subscribe(bus);
    }

    int publish(String campaign, String text) {
        return control.publish(new PublishCampaign(campaign, text, "ada"));
    }

    void activate(String campaign, int version) {
        control.activate(new ActivateCampaign(campaign, version, "ada"));
    }

    void pause(String campaign) {
        control.pause(new PauseCampaign(campaign, "ada"));
    }

    void end(String campaign, boolean finish) {
        control.end(new EndCampaign(campaign, finish, "ada"));
    }

    int events() {
        Integer count = log.queryForObject("SELECT COUNT(*) FROM ledger_event", Integer.class);
        return count == null ? 0 : count;
    }

    // The log's own engine writes these rows in the product; here they follow what Axon appends in memory.
    private void write(List<? extends EventMessage<?>> events) {
        for (EventMessage<?> each : events) {
            DomainEventMessage<?> event = (DomainEventMessage<?>) each;
            log.update(
                    "INSERT INTO ledger_event (position, stream, sequence, stream_type, event_id, type, revision,"
                            + " recorded_at, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    events() + 1,
                    event.getAggregateIdentifier(),
                    event.getSequenceNumber(),
                    event.getType(),
                    UUID.randomUUID().toString(),
                    EventFormat.typeOf(event.getPayloadType()),
                    EventFormat.REVISION,
                    Micros.of(event.getTimestamp()),
                    EventFormat.write(event.getPayload()));
        }
    }

    private static EmbeddedEventStore newStore() {
        return EmbeddedEventStore.builder()
                .storageEngine(new InMemoryEventStorageEngine())
                .build();
    }
}
