package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.PersonReturned;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.model.ModelRef;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.model.Transition;
import io.flywheel.api.touchpoint.Sealed;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.api.touchpoint.VoidTouchpoints;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The aggregate's decisions as given events, when a command, then events; under the default model alone. */
class UserLifecycleTest {
    private static final LifecycleId ADA = new LifecycleId("ada0000000000000000000");
    private static final Instant DAY_0 = Instant.parse("2026-01-01T08:00:00Z");
    private static final LifecycleOpened OPENED = new LifecycleOpened("shop", List.of(new ModelRef("aarrr", 1)));

    private AggregateTestFixture<UserLifecycle> fixture;

    @BeforeEach
    void anAggregate() {
        fixture = new AggregateTestFixture<>(UserLifecycle.class);
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
    }

    private static Touchpoint on(double day, String name) {
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

    private static RecordInto record(Touchpoint... touchpoints) {
        return new RecordInto(
                ADA,
                "shop",
                Map.of(),
                List.of(),
                List.of(touchpoints).stream()
                        .map(t -> new RecordInto.NewTouchpoint(t, null, "digest", List.of(), null))
                        .toList());
    }

    private static TouchpointRecorded recorded(Touchpoint touchpoint) {
        return new TouchpointRecorded(touchpoint, null, "digest", List.of(), null);
    }

    private static StageEntered entered(String from, String to, String rule, Touchpoint cause) {
        return new StageEntered("aarrr", 1, from, to, rule, cause.key(), cause.occurredAt());
    }

    private static ChurnDetected silentSince(Touchpoint last, String from) {
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

    @Test
    void the_first_touchpoint_opens_a_lifecycle_links_the_id_and_enters_a_stage() {
        Touchpoint visit = on(0, "Page Viewed");
        var id = new RecordInto.NewIdentity("userId", "index", Sealed.plain("{}"), "first-seen");
        fixture.givenNoPriorActivity()
                .when(new RecordInto(
                        ADA,
                        "shop",
                        Map.of(),
                        List.of(id),
                        List.of(new RecordInto.NewTouchpoint(visit, null, "digest", List.of("index"), "import-1"))))
                .expectEvents(
                        OPENED,
                        new IdentityLinked(0, "userId", "index", Sealed.plain("{}"), "first-seen"),
                        new TouchpointRecorded(visit, null, "digest", List.of(0), "import-1"),
                        entered(null, "acquisition", "first-contact", visit));
    }

    @Test
    void a_touchpoint_that_changes_no_stage_records_only_itself() {
        Touchpoint visit = on(0, "Page Viewed");
        Touchpoint again = on(0.1, "Page Viewed");
        fixture.given(OPENED, recorded(visit), entered(null, "acquisition", "first-contact", visit))
                .when(record(again))
                .expectEvents(recorded(again));
    }

    @Test
    void a_silence_between_two_touchpoints_is_recorded_at_its_true_time_before_the_return() {
        Touchpoint visit = on(0, "Page Viewed");
        Touchpoint back = on(60, "Order Completed");
        fixture.given(OPENED, recorded(visit), entered(null, "acquisition", "first-contact", visit))
                .when(record(back))
                .expectEvents(
                        recorded(back),
                        silentSince(visit, "acquisition"),
                        new PersonReturned(
                                "aarrr",
                                1,
                                "churn",
                                "activation",
                                "first-deliberate-action",
                                back.key(),
                                back.occurredAt()));
    }

    @Test
    void one_day_less_than_the_limit_is_no_silence() {
        Touchpoint visit = on(0, "Page Viewed");
        Touchpoint back = on(59, "Page Viewed");
        fixture.given(OPENED, recorded(visit), entered(null, "acquisition", "first-contact", visit))
                .when(record(back))
                .expectEvents(recorded(back));
    }

    @Test
    void the_time_after_the_last_touchpoint_is_left_to_the_detector() {
        Touchpoint visit = on(-400, "Page Viewed");
        fixture.givenNoPriorActivity()
                .when(record(visit))
                .expectEvents(OPENED, recorded(visit), entered(null, "acquisition", "first-contact", visit));
    }

    @Test
    void a_late_touchpoint_that_fills_a_silence_withdraws_the_churn_in_full() {
        Touchpoint visit = on(0, "Page Viewed");
        Touchpoint back = on(70, "Page Viewed");
        Touchpoint late = on(30, "Page Viewed");
        StageEntered first = entered(null, "acquisition", "first-contact", visit);
        ChurnDetected churned = silentSince(visit, "acquisition");
        PersonReturned returned =
                new PersonReturned("aarrr", 1, "churn", "acquisition", "first-contact", back.key(), back.occurredAt());
        fixture.given(OPENED, recorded(visit), first, recorded(back), churned, returned)
                .when(record(late))
                .expectEvents(
                        recorded(late),
                        new PathCorrected("aarrr", 1, List.of(churned.transition(), returned.transition()), List.of()));
    }

    @Test
    void a_late_touchpoint_that_changes_nothing_writes_no_correction() {
        Touchpoint visit = on(0, "Page Viewed");
        Touchpoint back = on(5, "Page Viewed");
        Touchpoint late = on(0.2, "Page Viewed");
        fixture.given(OPENED, recorded(visit), entered(null, "acquisition", "first-contact", visit), recorded(back))
                .when(record(late))
                .expectEvents(recorded(late));
    }

    @Test
    void voiding_the_touchpoint_that_caused_a_stage_withdraws_the_stage() {
        Touchpoint visit = on(0, "Page Viewed");
        Touchpoint order = on(1, "Order Completed");
        StageEntered activation = entered("acquisition", "activation", "first-deliberate-action", order);
        fixture.given(
                        OPENED,
                        recorded(visit),
                        entered(null, "acquisition", "first-contact", visit),
                        recorded(order),
                        activation)
                .when(new VoidTouchpoints(ADA, List.of(order.key()), "a test order", "an operator"))
                .expectEvents(
                        new TouchpointVoided(
                                order, "a test order", "an operator", visit.occurredAt(), "web", visit.occurredAt()),
                        new PathCorrected("aarrr", 1, List.of(activation.transition()), List.of()));
    }

    @Test
    void voiding_what_she_does_not_have_records_nothing() {
        Touchpoint visit = on(0, "Page Viewed");
        fixture.given(OPENED, recorded(visit), entered(null, "acquisition", "first-contact", visit))
                .when(new VoidTouchpoints(ADA, List.of(new TouchpointKey(1, 1)), "why", "who"))
                .expectNoEvents();
    }

    @Test
    void adopting_another_version_tells_the_whole_path_under_it() {
        Touchpoint visit = on(0, "Page Viewed");
        Touchpoint order = on(40, "Order Completed");
        StageEntered first = entered(null, "acquisition", "first-contact", visit);
        StageEntered second = entered("acquisition", "activation", "first-deliberate-action", order);
        fixture.given(OPENED, recorded(visit), first, recorded(order), second)
                .when(new AdoptModel(ADA, new ModelRef("aarrr", 2)))
                .expectResultMessagePayload(true)
                .expectEvents(new ModelAdopted(
                        "aarrr",
                        2,
                        Versions.AARRR_2
                                .fold(List.of(visit, order), order.occurredAt().plusSeconds(1))
                                .transitions()));
    }

    @Test
    void whoever_is_under_the_version_already_adopts_nothing() {
        fixture.given(OPENED)
                .when(new AdoptModel(ADA, new ModelRef("aarrr", 1)))
                .expectResultMessagePayload(false)
                .expectNoEvents();
        fixture.given(OPENED, new ModelAdopted("aarrr", 2, List.of()))
                .when(new AdoptModel(ADA, new ModelRef("aarrr", 2)))
                .expectNoEvents();
    }

    @Test
    void going_back_to_an_earlier_version_adopts_it_again() {
        Touchpoint visit = on(0, "Page Viewed");
        StageEntered first = entered(null, "acquisition", "first-contact", visit);
        fixture.given(OPENED, recorded(visit), first, new ModelAdopted("aarrr", 2, List.of(first.transition())))
                .when(new AdoptModel(ADA, new ModelRef("aarrr", 1)))
                .expectEvents(new ModelAdopted("aarrr", 1, List.of(first.transition())));
    }

    @Test
    void a_model_that_was_never_active_before_is_adopted_beside_the_others() {
        Touchpoint visit = on(0, "Page Viewed");
        Touchpoint order = on(1, "Order Completed");
        StageEntered first = entered(null, "acquisition", "first-contact", visit);
        ModelAdopted adopted = new ModelAdopted(
                "five-stage",
                1,
                Versions.FIVE_STAGE
                        .fold(List.of(visit), visit.occurredAt().plusSeconds(1))
                        .transitions());
        fixture.given(OPENED, recorded(visit), first)
                .when(new AdoptModel(ADA, new ModelRef("five-stage", 1)))
                .expectEvents(adopted);
        fixture.given(OPENED, recorded(visit), first, adopted)
                .when(record(order))
                .expectEvents(
                        recorded(order),
                        entered("acquisition", "activation", "first-deliberate-action", order),
                        PathEvents.of(
                                new ModelRef("five-stage", 1),
                                Versions.FIVE_STAGE.silence(),
                                Versions.FIVE_STAGE
                                        .fold(
                                                List.of(visit, order),
                                                order.occurredAt().plusSeconds(1))
                                        .transitions()
                                        .getLast()));
    }

    @Test
    void somebody_without_touchpoints_adopts_an_empty_path() {
        fixture.given(OPENED)
                .when(new AdoptModel(ADA, new ModelRef("aarrr", 2)))
                .expectEvents(new ModelAdopted("aarrr", 2, List.of()));
    }

    @Test
    void after_adopting_a_late_touchpoint_corrects_the_path_of_the_adopted_version() {
        Touchpoint visit = on(0, "Page Viewed");
        Touchpoint back = on(40, "Page Viewed");
        Touchpoint late = on(20, "Page Viewed");
        StageEntered first = entered(null, "acquisition", "first-contact", visit);
        List<Transition> path = Versions.AARRR_2
                .fold(List.of(visit, back), back.occurredAt().plusSeconds(1))
                .transitions();
        fixture.given(OPENED, recorded(visit), first, recorded(back), new ModelAdopted("aarrr", 2, path))
                .when(record(late))
                .expectEvents(recorded(late), new PathCorrected("aarrr", 2, path.subList(1, 3), List.of()));
    }
}
