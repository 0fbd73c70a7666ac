package io.flywheel.command.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.model.Transition;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the aggregate records, with its corrections, is the fold of what stands: whatever arrives, in whatever order. */
class RecordedPathTest {
    private static final int HISTORIES = 10_000;
    private static final Instant END = Instant.parse("2040-01-01T00:00:00Z");

    @Test
    void in_any_order_and_batching_the_recorded_path_with_its_corrections_equals_the_fold() {
        Random random = new Random(20250101);
        for (int i = 0; i < HISTORIES; i++) {
            // now and then longer than an aggregate remembers, so that its stream has to be read
            List<Touchpoint> history = Histories.random(random, i % 20 == 0 ? 90 : 12);
            LifecycleHarness harness = new LifecycleHarness();
            LifecycleId person = LifecycleId.random();
            boolean cached = random.nextBoolean();
            recordShuffled(harness, person, history, random, cached);
            assertPathIsFold(harness, person, history, "history " + i);
            if (i % 10 == 0) {
                assertThat(harness.memo(person, false))
                        .as("sourced equals live, history " + i)
                        .usingRecursiveComparison()
                        .ignoringFields("folded", "tail", "folds")
                        .isEqualTo(harness.memo(person, cached));
            }
        }
    }

    @Test
    void voided_touchpoints_leave_the_path_as_if_they_had_never_been() {
        Random random = new Random(42);
        for (int i = 0; i < 1_000; i++) {
            List<Touchpoint> history = Histories.random(random, i % 10 == 0 ? 70 : 12);
            LifecycleHarness harness = new LifecycleHarness();
            LifecycleId person = LifecycleId.random();
            boolean cached = random.nextBoolean();
            int half = random.nextInt(history.size());
            List<Touchpoint> standing = new ArrayList<>(history);
            recordShuffled(harness, person, history.subList(0, half + 1), random, cached);
            List<Touchpoint> wrong = new ArrayList<>(history.subList(0, half + 1));
            Collections.shuffle(wrong, random);
            List<TouchpointKey> keys = wrong.subList(0, random.nextInt(wrong.size()) + 1).stream()
                    .map(Touchpoint::key)
                    .toList();
            harness.take(person, keys, cached);
            standing.removeIf(t -> keys.contains(t.key()));
            recordShuffled(harness, person, history.subList(half + 1, history.size()), random, cached);
            assertPathIsFold(harness, person, standing, "history " + i);
        }
    }

    @Test
    void touchpoints_sorted_by_time_never_correct_anything() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            List<Touchpoint> history = new ArrayList<>(Histories.random(random, 60));
            history.sort(Touchpoint.ORDER);
            LifecycleHarness harness = new LifecycleHarness();
            LifecycleId person = LifecycleId.random();
            boolean cached = random.nextBoolean();
            for (int from = 0; from < history.size(); ) {
                int to = Math.min(history.size(), from + 1 + random.nextInt(5));
                harness.record(person, history.subList(from, to), cached);
                from = to;
            }
            assertThat(harness.events(person)).noneMatch(PathCorrected.class::isInstance);
            assertPathIsFold(harness, person, history, "history " + i);
        }
    }

    /** Those of one instant are ordered by their keys, so that most of a later batch sorts before what is recorded. */
    @Test
    void however_many_share_an_instant_a_batch_reads_the_stream_once_at_most() {
        Random random = new Random(99);
        List<Touchpoint> history = new ArrayList<>();
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < 1_000; i++) {
            history.add(Histories.touchpoint(random, i % 9 == 0 ? "Order Completed" : "Page Viewed", at));
        }
        LifecycleHarness harness = new LifecycleHarness();
        LifecycleId person = LifecycleId.random();
        harness.record(person, history.subList(0, 400), true);
        assertThat(harness.streamsRead()).as("the first batch").isZero();
        harness.record(person, history.subList(400, 900), true);
        assertThat(harness.streamsRead()).as("500 at once").isEqualTo(1);
        for (int from = 900; from < 1_000; from += 5) {
            harness.record(person, history.subList(from, from + 5), true);
        }
        assertThat(harness.streamsRead()).as("twenty batches later").isLessThanOrEqualTo(21);
        assertPathIsFold(harness, person, history, "one instant");
    }

    private static void recordShuffled(
            LifecycleHarness harness, LifecycleId person, List<Touchpoint> history, Random random, boolean cached) {
        List<Touchpoint> shuffled = new ArrayList<>(history);
        if (random.nextInt(3) > 0) {
            Collections.shuffle(shuffled, random);
        }
        for (int from = 0; from < shuffled.size(); ) {
            int to = Math.min(shuffled.size(), from + 1 + random.nextInt(6));
            harness.record(person, shuffled.subList(from, to), cached);
            from = to;
        }
    }

    private static void assertPathIsFold(
            LifecycleHarness harness, LifecycleId person, List<Touchpoint> standing, String which) {
        History recorded = harness.history(person.value());
        for (StageModel model : LifecycleHarness.MODELS) {
            assertThat(recorded.path(model.id()))
                    .as(model.id() + " of " + which)
                    .isEqualTo(shown(model, standing, recorded.path(model.id())));
        }
    }

    /** What the fold finds up to the last touchpoint, and up to a silence that was recorded before another ended it. */
    static List<Transition> shown(StageModel model, List<Touchpoint> standing, List<Transition> recorded) {
        Instant last = lastOf(standing);
        Instant known = Refold.knownSilence(recorded);
        Instant asOf = known != null && known.isAfter(last) ? known : last;
        return model.fold(standing, END).transitions().stream()
                .filter(t -> t.cause() != null || !t.occurredAt().isAfter(asOf))
                .toList();
    }

    private static Instant lastOf(List<Touchpoint> standing) {
        return standing.stream()
                .map(Touchpoint::occurredAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }
}
