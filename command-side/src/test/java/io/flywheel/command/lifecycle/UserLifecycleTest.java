package io.flywheel.command.lifecycle;

import static io.flywheel.command.lifecycle.LifecycleFixture.ADA;
import static io.flywheel.command.lifecycle.LifecycleFixture.OPENED;
import static io.flywheel.command.lifecycle.LifecycleFixture.entered;
import static io.flywheel.command.lifecycle.LifecycleFixture.on;
import static io.flywheel.command.lifecycle.LifecycleFixture.record;
import static io.flywheel.command.lifecycle.LifecycleFixture.recorded;
import static io.flywheel.command.lifecycle.LifecycleFixture.silentSince;

import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.PersonReturned;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.privacy.Sealed;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.api.touchpoint.VoidTouchpoints;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The aggregate's decisions as given events, when a command, then events; under the default model alone. */
class UserLifecycleTest {
    private AggregateTestFixture<UserLifecycle> fixture;

    @BeforeEach
    void anAggregate() {
        fixture = LifecycleFixture.create();
    }

    @Test
    void the_first_touchpoint_opens_a_lifecycle_links_the_id_and_enters_a_stage() {
        Touchpoint visit = on(0, "Page Viewed");
        KeyName key = KeyName.random();
        Sealed sealed = new Sealed("v1...");
        var id = new RecordInto.NewIdentity("userId", "index", key, sealed, "first-seen");
        fixture.givenNoPriorActivity()
                .when(new RecordInto(
                        ADA,
                        "shop",
                        Map.of(),
                        List.of(id),
                        List.of(new RecordInto.NewTouchpoint(
                                visit, null, "digest", List.of(new Under(id.key(), Under.NOT_YET)), "import-1"))))
                .expectEvents(
                        OPENED,
                        new IdentityLinked(0, "userId", "index", key, sealed, "first-seen", null),
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
}
