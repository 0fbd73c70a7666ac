package io.flywheel.command.lifecycle;

import static io.flywheel.command.lifecycle.LifecycleFixture.ADA;
import static io.flywheel.command.lifecycle.LifecycleFixture.OPENED;
import static io.flywheel.command.lifecycle.LifecycleFixture.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.privacy.ConsentState;
import io.flywheel.api.privacy.Consents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What she said, given what she had said before. */
class ConsentTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private AggregateTestFixture<UserLifecycle> fixture;

    @BeforeEach
    void anAggregate() {
        fixture = LifecycleFixture.create();
    }

    private static ConsentChanged said(boolean granted, int minute) {
        return said("email", granted, minute);
    }

    private static ConsentChanged said(String purpose, boolean granted, int minute) {
        return new ConsentChanged(purpose, granted, NOON.plusSeconds(60L * minute), "form", "v1", null);
    }

    private static ChangeConsent command(ConsentChanged said) {
        return new ChangeConsent(ADA, said);
    }

    private static Heard heard(boolean isNew, boolean decides) {
        return new Heard(isNew, decides);
    }

    @Test
    void what_is_new_is_recorded_and_holds() {
        fixture.given(OPENED, said(true, 1))
                .when(command(said(false, 2)))
                .expectEvents(said(false, 2))
                .expectResultMessagePayload(heard(true, true));
    }

    @Test
    void a_late_older_grant_is_recorded_and_does_not_hold() {
        fixture.given(OPENED, said(false, 2))
                .when(command(said(true, 1)))
                .expectEvents(said(true, 1))
                .expectResultMessagePayload(heard(true, false));
    }

    @Test
    void of_what_was_said_at_one_instant_the_withdrawal_holds() {
        fixture.given(OPENED, said(false, 1))
                .when(command(said(true, 1)))
                .expectEvents(said(true, 1))
                .expectResultMessagePayload(heard(true, false));
        LifecycleFixture.create()
                .given(OPENED, said(true, 1))
                .when(command(said(false, 1)))
                .expectEvents(said(false, 1))
                .expectResultMessagePayload(heard(true, true));
    }

    @Test
    void the_same_said_again_is_not_recorded_whoever_sends_it() {
        ConsentChanged again = new ConsentChanged("email", true, said(true, 1).at(), "other-form", "v1", null);
        fixture.given(OPENED, said(true, 1))
                .when(command(again))
                .expectNoEvents()
                .expectResultMessagePayload(heard(false, true));
    }

    @Test
    void the_same_is_known_again_even_after_it_was_overtaken() {
        fixture.given(OPENED, said(true, 1), said(false, 2), said(true, 3))
                .when(command(said(true, 1)))
                .expectNoEvents()
                .expectResultMessagePayload(heard(false, false));
    }

    @Test
    void another_wording_or_expiry_is_something_new() {
        ConsentChanged other = new ConsentChanged("email", true, said(true, 1).at(), "form", "v2", null);
        ConsentChanged shorter =
                new ConsentChanged("email", true, said(true, 1).at(), "form", "v2", NOON.plusSeconds(9_000));
        fixture.given(OPENED, said(true, 1))
                .when(command(other))
                .expectEvents(other)
                .expectResultMessagePayload(heard(true, true));
        LifecycleFixture.create()
                .given(OPENED, said(true, 1), other)
                .when(command(shorter))
                .expectEvents(shorter);
    }

    @Test
    void a_hundred_purposes_are_enough_but_each_of_them_can_still_change() {
        List<Object> before = new ArrayList<>(List.of(OPENED));
        IntStream.range(0, TooManyPurposes.MOST).forEach(i -> before.add(said("p" + i, true, 1)));
        fixture.given(before).when(command(said("one-more", true, 2))).expectException(TooManyPurposes.class);
        LifecycleFixture.create()
                .given(before)
                .when(command(said("p7", false, 2)))
                .expectEvents(said("p7", false, 2));
    }

    @Test
    void touchpoints_change_no_consent_and_consents_move_nobody() {
        var unsubscribed = on(0, "Unsubscribed");
        fixture.given(OPENED, said(true, 1), LifecycleFixture.recorded(unsubscribed))
                .when(command(said(true, 1)))
                .expectNoEvents()
                .expectResultMessagePayload(heard(false, true));
    }

    /** In memory, from the stream or from a snapshot: she remembers what all that she said comes to. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatever_order_it_comes_in_the_same_holds_in_the_end(long seed) {
        Random random = new Random(seed);
        List<ConsentChanged> all = new ArrayList<>(IntStream.range(0, 30)
                .mapToObj(i -> said("purpose-" + random.nextInt(3), random.nextBoolean(), random.nextInt(10)))
                .distinct()
                .toList());
        List<ConsentState> expected = null;
        for (int permutation = 0; permutation < 8; permutation++) {
            Collections.shuffle(all, random);
            LifecycleHarness harness = new LifecycleHarness();
            LifecycleId person = LifecycleId.random();
            boolean cached = permutation % 2 == 0;
            harness.record(person, List.of(on(0, "Page Viewed")), cached);
            for (int i = 0; i < all.size(); i++) {
                ConsentChanged each = all.get(i);
                assertThat(harness.hear(person, each, cached).isNew()).isTrue();
                if (i % 10 == 5) {
                    harness.snapshot(person);
                }
                ConsentChanged known = all.get(random.nextInt(i + 1));
                assertThat(harness.hear(person, known, cached).isNew()).isFalse();
            }
            List<LifecycleEvent> events = harness.events(person);
            assertThat(events.stream().filter(ConsentChanged.class::isInstance)).hasSameSizeAs(all);
            List<ConsentState> told = states(all);
            assertThat(states(harness.memo(person, false).consents())).isEqualTo(told);
            assertThat(states(harness.memo(person, cached).consents())).isEqualTo(told);
            assertThat(told).isEqualTo(expected == null ? told : expected);
            expected = told;
        }
    }

    /** Positions aside, which depend on the order. */
    private static List<ConsentState> states(List<ConsentChanged> said) {
        Consents consents = new Consents(NOON.plusSeconds(86_400));
        said.forEach(each -> consents.add(each, 0));
        return consents.all();
    }
}
