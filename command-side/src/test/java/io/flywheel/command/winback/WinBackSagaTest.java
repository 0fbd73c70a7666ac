package io.flywheel.command.winback;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.WinBackEnded;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.command.lifecycle.StepTaken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the saga waits for, and when it stops waiting; what is decided at a step is played by the test. */
class WinBackSagaTest {
    private static final String PERSON = "ada0000000000000000000";
    private static final String EPISODE = "episode000000000000000";
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final WinBackStarted STARTED =
            new WinBackStarted(EPISODE, "win-back", 1, "aarrr", "churn", NOON, NOON);

    private static final StepTaken OVER = new StepTaken(null, 0, null);

    private final Played steps = new Played();
    private final SagaTestFixture<WinBackSaga> fixture = new SagaTestFixture<>(WinBackSaga.class);

    /** Answers what the test says, in order, and remembers what it was asked. */
    private static final class Played extends Steps {
        private final Queue<StepTaken> answers = new ArrayDeque<>();
        private StepTaken first = next(1, DAY);
        private final List<Integer> taken = new ArrayList<>();
        private final List<String> withdrawn = new ArrayList<>();

        Played() {
            super(null, null, null, null, null, null, null);
        }

        @Override
        StepTaken first(LifecycleId person, long began, String campaign, int version) {
            assertThat(person.value()).isEqualTo(PERSON);
            return first;
        }

        @Override
        StepTaken take(LifecycleId person, String episode, String campaign, int version, int number) {
            assertThat(person.value()).isEqualTo(PERSON);
            assertThat(episode).isEqualTo(EPISODE);
            taken.add(number);
            return answers.remove();
        }

        @Override
        void withdraw(String episode) {
            withdrawn.add(episode);
        }
    }

    @BeforeEach
    void register() {
        fixture.registerResource(steps);
    }

    private static StepTaken next(int step, Duration in) {
        return new StepTaken(null, step, NOON.plus(in));
    }

    @Test
    void it_waits_for_the_first_step() {
        fixture.givenCurrentTime(NOON)
                .whenAggregate(PERSON)
                .publishes(STARTED)
                .expectActiveSagas(1)
                .expectScheduledDeadline(DAY, new WinBackSaga.Due(1));
        assertThat(steps.taken).isEmpty();
    }

    @Test
    void where_the_first_step_was_taken_at_once_it_waits_for_the_next() {
        steps.first = next(2, DAY.multipliedBy(5));
        fixture.givenCurrentTime(NOON)
                .whenAggregate(PERSON)
                .publishes(STARTED)
                .expectActiveSagas(1)
                .expectScheduledDeadline(DAY.multipliedBy(5), new WinBackSaga.Due(2));
    }

    @Test
    void where_what_was_taken_at_once_was_all_it_waits_for_nothing() {
        steps.first = OVER;
        fixture.givenCurrentTime(NOON)
                .whenAggregate(PERSON)
                .publishes(STARTED)
                .expectActiveSagas(0)
                .expectNoScheduledDeadlines();
    }

    @Test
    void nothing_happens_before_a_step_is_due_and_each_is_taken_once() throws Exception {
        steps.answers.add(next(2, DAY.multipliedBy(4)));
        steps.answers.add(OVER);
        fixture.givenCurrentTime(NOON)
                .andThenAggregate(PERSON)
                .published(STARTED)
                .andThenTimeElapses(DAY.minusMillis(1))
                .andThenTimeElapses(Duration.ofMillis(1))
                .andThenTimeElapses(DAY.multipliedBy(3).minusMillis(1))
                .whenTimeElapses(Duration.ofMillis(1))
                .expectActiveSagas(0)
                .expectNoScheduledDeadlines();
        assertThat(steps.taken).containsExactly(1, 2);
        assertThat(steps.withdrawn).isEmpty();
    }

    @Test
    void a_step_that_is_put_off_is_asked_for_again() throws Exception {
        steps.answers.add(next(1, DAY.multipliedBy(2)));
        steps.answers.add(next(2, DAY.multipliedBy(9)));
        fixture.givenCurrentTime(NOON)
                .andThenAggregate(PERSON)
                .published(STARTED)
                .andThenTimeElapses(DAY)
                .whenTimeElapses(DAY)
                .expectActiveSagas(1)
                .expectScheduledDeadline(DAY.multipliedBy(7), new WinBackSaga.Due(2));
        assertThat(steps.taken).containsExactly(1, 1);
    }

    @Test
    void when_it_is_over_for_her_nothing_is_waited_for_and_what_waits_to_be_sent_is_taken_back() {
        fixture.givenCurrentTime(NOON)
                .andThenAggregate(PERSON)
                .published(STARTED)
                .whenAggregate(PERSON)
                .publishes(new WinBackEnded(EPISODE, "win-back", 1, "returned", NOON))
                .expectActiveSagas(0)
                .expectNoScheduledDeadlines();
        assertThat(steps.withdrawn).containsExactly(EPISODE);
    }

    @Test
    void when_its_steps_are_used_up_the_last_message_still_goes_out() {
        fixture.givenCurrentTime(NOON)
                .andThenAggregate(PERSON)
                .published(STARTED)
                .whenAggregate(PERSON)
                .publishes(new WinBackEnded(EPISODE, "win-back", 1, "steps-used-up", NOON))
                .expectActiveSagas(0);
        assertThat(steps.withdrawn).isEmpty();
    }

    @Test
    void what_becomes_of_somebody_elses_course_does_not_matter() {
        fixture.givenCurrentTime(NOON)
                .andThenAggregate(PERSON)
                .published(STARTED)
                .whenAggregate("bob0000000000000000000")
                .publishes(new WinBackEnded("another000000000000000", "win-back", 1, "returned", NOON))
                .expectActiveSagas(1)
                .expectScheduledDeadline(DAY, new WinBackSaga.Due(1));
    }
}
