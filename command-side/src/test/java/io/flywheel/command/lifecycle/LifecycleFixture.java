package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.model.ModelRef;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.api.winback.Campaign;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AbstractAggregateFactory;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.Repository;
import org.axonframework.test.aggregate.AggregateTestFixture;

/** The aggregate by itself, and the touchpoints and events that its stories are told with; under the default model alone. */
final class LifecycleFixture {
    static final LifecycleId ADA = new LifecycleId("ada0000000000000000000");
    static final Instant DAY_0 = Instant.parse("2026-01-01T08:00:00Z");
    static final LifecycleOpened OPENED = new LifecycleOpened("shop", List.of(new ModelRef("aarrr", 1)));

    private LifecycleFixture() {}

    static AggregateTestFixture<UserLifecycle> create() {
        AggregateTestFixture<UserLifecycle> fixture = new AggregateTestFixture<>(UserLifecycle.class);
        EventStore store = fixture.getEventStore();
        LifecycleSurroundings around = new LifecycleSurroundings() {
            @Override
            public List<ModelRef> activeModels() {
                return OPENED.models();
            }

            @Override
            public StageModel model(ModelRef ref) {
                return Versions.published(ref);
            }

            @Override
            public History history(String lifecycle) {
                return History.of(store.readEvents(lifecycle).asStream().map(DomainEventMessage::getPayload));
            }

            @Override
            public Campaign campaign(String id, int version) {
                throw new IllegalStateException("no campaign is expected here");
            }

            @Override
            public Instant now() {
                return Instant.parse("2026-06-01T00:00:00Z");
            }

            @Override
            public Instant onceWhole(String source, Instant due) {
                return due;
            }

            @Override
            public void mayChurnAt(String lifecycle, Instant at) {
                // no sheet here
            }
        };
        fixture.registerAggregateFactory(new AbstractAggregateFactory<>(UserLifecycle.class) {
            @Override
            protected UserLifecycle doCreateAggregate(String id, DomainEventMessage firstEvent) {
                return new UserLifecycle(id, around);
            }
        });
        Repository<UserLifecycle> repository = fixture.getRepository();
        fixture.registerAnnotatedCommandHandler(new Object());
        AggregateAnnotationCommandHandler.<UserLifecycle>builder()
                .aggregateType(UserLifecycle.class)
                .repository(repository)
                .creationPolicyAggregateFactory(id -> new UserLifecycle(String.valueOf(id), around))
                .build()
                .subscribe(fixture.getCommandBus());
        return fixture;
    }

    static Touchpoint on(double day, String name) {
        long micros = Math.round(day * 86_400_000_000d);
        return new Touchpoint(
                new TouchpointKey(7, micros),
                "shop",
                TouchpointKind.TRACK,
                name,
                "web",
                DAY_0.plusNanos(micros * 1_000),
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    static RecordInto record(Touchpoint... touchpoints) {
        return new RecordInto(
                ADA,
                "shop",
                Map.of(),
                List.of(),
                List.of(touchpoints).stream()
                        .map(t -> new RecordInto.NewTouchpoint(t, null, "digest", List.of(), null))
                        .toList());
    }

    static TouchpointRecorded recorded(Touchpoint touchpoint) {
        return new TouchpointRecorded(touchpoint, null, "digest", List.of(), null);
    }

    static StageEntered entered(String from, String to, String rule, Touchpoint cause) {
        return new StageEntered("aarrr", 1, from, to, rule, cause.key(), cause.occurredAt());
    }

    static ChurnDetected silentSince(Touchpoint last, String from) {
        return new ChurnDetected(
                "aarrr",
                1,
                from,
                "churn",
                "silence",
                null,
                last.occurredAt(),
                Duration.ofDays(60),
                last.occurredAt().plus(Duration.ofDays(60)));
    }
}
