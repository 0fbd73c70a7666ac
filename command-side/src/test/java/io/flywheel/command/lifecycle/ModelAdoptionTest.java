package io.flywheel.command.lifecycle;

import static io.flywheel.command.lifecycle.LifecycleFixture.ADA;
import static io.flywheel.command.lifecycle.LifecycleFixture.OPENED;
import static io.flywheel.command.lifecycle.LifecycleFixture.entered;
import static io.flywheel.command.lifecycle.LifecycleFixture.on;
import static io.flywheel.command.lifecycle.LifecycleFixture.record;
import static io.flywheel.command.lifecycle.LifecycleFixture.recorded;

import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.model.ModelRef;
import io.flywheel.api.model.Transition;
import io.flywheel.api.touchpoint.Touchpoint;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one person does when another version or model is activated: given events, when a command, then events. */
class ModelAdoptionTest {
    private AggregateTestFixture<UserLifecycle> fixture;

    @BeforeEach
    void anAggregate() {
        fixture = LifecycleFixture.create();
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
