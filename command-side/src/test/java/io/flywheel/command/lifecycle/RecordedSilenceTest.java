package io.flywheel.command.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.model.Transition;
import io.flywheel.api.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A silence that is recorded before anything ends it: once, at its true instant, and taken back if it was none. */
class RecordedSilenceTest {
    private static final Instant END = Instant.parse("2040-01-01T00:00:00Z");
    private static final Touchpoint VISIT = LifecycleFixture.on(0, "Page Viewed");

    @ParameterizedTest
    @CsvSource({
        "P59D, 0",
        "P59DT23H59M59.999999S, 0",
        "P60D, 1",
        "P61D, 1",
    })
    void she_is_lost_at_exactly_the_limit_and_not_before(Duration after, int churned) {
        LifecycleHarness harness = new LifecycleHarness(List.of(Versions.AARRR));
        LifecycleId ada = LifecycleId.random();
        harness.record(ada, List.of(VISIT), true);
        harness.assess(ada, VISIT.occurredAt().plus(after), Map.of(), true);
        assertThat(harness.events(ada))
                .filteredOn(ChurnDetected.class::isInstance)
                .hasSize(churned)
                .allSatisfy(event -> assertThat(((ChurnDetected) event).occurredAt())
                        .isEqualTo(VISIT.occurredAt().plus(Duration.ofDays(60))));
    }

    @Test
    void with_silences_recorded_at_any_time_the_path_is_the_fold_and_nobody_is_overlooked() {
        Random random = new Random(5);
        for (int i = 0; i < 3_000; i++) {
            List<Touchpoint> history = new ArrayList<>(Histories.random(random, i % 20 == 0 ? 60 : 12));
            Collections.shuffle(history, random);
            LifecycleHarness harness = new LifecycleHarness();
            LifecycleId person = LifecycleId.random();
            List<Touchpoint> standing = new ArrayList<>();
            boolean cached = random.nextBoolean();
            Instant now = Instant.parse("2025-01-01T00:00:00Z");
            for (Touchpoint next : history) {
                harness.record(person, List.of(next), cached);
                standing.add(next);
                if (random.nextInt(4) == 0) {
                    Touchpoint wrong = standing.remove(random.nextInt(standing.size()));
                    harness.take(person, List.of(wrong.key()), cached);
                }
                if (random.nextInt(3) == 0) {
                    now = now.plus(Duration.ofDays(random.nextInt(200)));
                    harness.assessIfDue(person, now, cached);
                    assertNobodyIsOverlooked(harness, person, standing, now, "history " + i);
                }
                assertPathsAreFolds(harness, person, standing, "history " + i);
            }
            harness.assessIfDue(person, END, cached);
            assertNobodyIsOverlooked(harness, person, standing, END, "history " + i);
        }
    }

    /** What is recorded is the fold, whose last silence may be known or not. */
    private static void assertPathsAreFolds(
            LifecycleHarness harness, LifecycleId person, List<Touchpoint> standing, String which) {
        History recorded = History.of(harness.events(person).stream());
        for (StageModel model : LifecycleHarness.MODELS) {
            List<Transition> path = recorded.path(model.id());
            assertThat(path).as("%s, %s", which, model).isEqualTo(RecordedPathTest.shown(model, standing, path));
        }
    }

    private static void assertNobodyIsOverlooked(
            LifecycleHarness harness, LifecycleId person, List<Touchpoint> standing, Instant now, String which) {
        History recorded = History.of(harness.events(person).stream());
        for (StageModel model : LifecycleHarness.MODELS) {
            List<Transition> fold = model.fold(standing, END).transitions();
            boolean silent = !fold.isEmpty()
                    && fold.getLast().cause() == null
                    && !fold.getLast().occurredAt().isAfter(now);
            if (silent) {
                assertThat(recorded.path(model.id()))
                        .as("%s, %s at %s", which, model, now)
                        .endsWith(fold.getLast());
            }
        }
    }

    @Test
    void what_a_silent_source_would_have_told_is_waited_for() {
        LifecycleHarness harness = new LifecycleHarness();
        LifecycleId ada = LifecycleId.random();
        harness.record(ada, List.of(VISIT), true);
        Instant later = VISIT.occurredAt().plus(Duration.ofDays(70));
        Instant silentSince = VISIT.occurredAt().plus(Duration.ofDays(30));
        Silence held = harness.assess(ada, later, Map.of("shop", silentSince), true);
        assertThat(held.heldBy()).isEqualTo("shop");
        assertThat(held.churned()).isFalse();
        assertThat(harness.assess(ada, later, Map.of("other", silentSince), true)
                        .churned())
                .isTrue();
    }

    @Test
    void who_was_lost_before_a_source_fell_silent_is_lost() {
        LifecycleHarness harness = new LifecycleHarness();
        LifecycleId ada = LifecycleId.random();
        harness.record(ada, List.of(VISIT), true);
        Instant silentSince = VISIT.occurredAt().plus(Duration.ofDays(61));
        assertThat(harness.assess(ada, VISIT.occurredAt().plus(Duration.ofDays(70)), Map.of("shop", silentSince), true)
                        .churned())
                .isTrue();
    }
}
