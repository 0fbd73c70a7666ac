package io.flywheel.command.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.model.ModelRef;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.touchpoint.Touchpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whenever somebody adopts a version, what is recorded of her from then on is the fold of her history under it. */
class AdoptedPathTest {
    private static final int HISTORIES = 1_000;

    private final Random random = new Random(20260101);

    @Test
    void whatever_comes_before_and_after_an_adoption_the_recorded_path_is_the_fold_under_what_was_adopted() {
        int toldOtherwise = 0;
        for (int i = 0; i < HISTORIES; i++) {
            // now and then longer than an aggregate remembers; most of it late
            List<Touchpoint> history = new ArrayList<>(Histories.random(random, i % 4 == 0 ? 90 : 14));
            if (random.nextInt(4) > 0) {
                Collections.shuffle(history, random);
            }
            int middle = random.nextInt(history.size() + 1);
            Story story = new Story();
            story.recordInBatches(history.subList(0, middle));
            story.open();
            story.adopt(Versions.AARRR_2);
            if (random.nextBoolean()) {
                story.adopt(Versions.FIVE_STAGE);
            }
            story.assertPathsAreFolds("history " + i + " just after");
            story.recordInBatches(history.subList(middle, history.size()));
            story.assertPathsAreFolds("history " + i);
            toldOtherwise += story.isToldOtherwise() ? 1 : 0;
        }
        assertThat(toldOtherwise).as("paths that differ between the versions").isGreaterThan(HISTORIES / 2);
    }

    @Test
    void versions_that_follow_each_other_end_in_the_fold_under_the_last() {
        StageModel[] wanted = {Versions.AARRR_2, Versions.AARRR, Versions.FIVE_STAGE_2, Versions.AARRR_2};
        for (int i = 0; i < 300; i++) {
            List<Touchpoint> history = Histories.random(random, 60);
            Story story = new Story();
            story.open();
            for (int part = 0; part < wanted.length; part++) {
                story.recordInBatches(history.subList(
                        history.size() * part / wanted.length, history.size() * (part + 1) / wanted.length));
                story.adopt(wanted[part]);
                story.assertPathsAreFolds("history " + i + " under " + ModelRef.of(wanted[part]));
            }
        }
    }

    @Test
    void touchpoints_taken_out_after_an_adoption_leave_the_path_as_if_they_had_never_been() {
        for (int i = 0; i < 300; i++) {
            List<Touchpoint> history = Histories.random(random, i % 3 == 0 ? 70 : 12);
            Story story = new Story();
            story.recordInBatches(history);
            story.take(history.get(random.nextInt(history.size())));
            story.adopt(Versions.AARRR_2);
            story.take(history.get(random.nextInt(history.size())));
            story.assertPathsAreFolds("history " + i);
        }
    }

    @Test
    void neither_adopting_nor_going_on_afterwards_reads_the_stream_a_second_time() {
        for (int i = 0; i < 100; i++) {
            List<Touchpoint> history = new ArrayList<>(Histories.random(random, 90));
            history.sort(Touchpoint.ORDER);
            LifecycleHarness harness = new LifecycleHarness();
            LifecycleId person = LifecycleId.random();
            harness.record(person, history.subList(0, history.size() / 2), false);
            harness.adopt(person, Versions.AARRR_2, false);
            history.subList(history.size() / 2, history.size())
                    .forEach(touchpoint -> harness.record(person, List.of(touchpoint), false));
            assertThat(harness.streamsRead()).isZero();
        }
    }

    /** One person who was first recorded under first versions; remembered, sourced each time, or sourced from snapshots. */
    private final class Story {
        private final List<StageModel> first =
                random.nextBoolean() ? LifecycleHarness.MODELS : LifecycleHarness.MODELS.subList(0, 1);
        private final LifecycleHarness harness = new LifecycleHarness(first);
        private final LifecycleId person = LifecycleId.random();
        private final boolean cached = random.nextBoolean();
        private final boolean snapshots = !cached && random.nextBoolean();
        private final List<Touchpoint> standing = new ArrayList<>();
        private final Map<String, StageModel> under = new LinkedHashMap<>();

        Story() {
            first.forEach(model -> under.put(model.id(), model));
        }

        /** Also somebody of whom nothing is known yet may adopt. */
        void open() {
            harness.record(person, List.of(), cached);
        }

        void recordInBatches(List<Touchpoint> touchpoints) {
            for (int from = 0; from < touchpoints.size(); ) {
                int to = Math.min(touchpoints.size(), from + 1 + random.nextInt(6));
                harness.record(person, touchpoints.subList(from, to), cached);
                from = to;
                if (snapshots && random.nextInt(4) == 0) {
                    harness.snapshot(person);
                }
            }
            standing.addAll(touchpoints);
        }

        void adopt(StageModel model) {
            boolean isNew = !model.equals(under.put(model.id(), model));
            long before = adoptions();
            assertThat(harness.adopt(person, model, cached)).isEqualTo(isNew);
            assertThat(harness.adopt(person, model, cached)).as("once more").isFalse();
            assertThat(adoptions()).isEqualTo(before + (isNew ? 1 : 0));
        }

        void take(Touchpoint wrong) {
            harness.take(person, List.of(wrong.key()), cached);
            standing.remove(wrong);
        }

        private long adoptions() {
            return harness.events(person).stream()
                    .filter(ModelAdopted.class::isInstance)
                    .count();
        }

        void assertPathsAreFolds(String which) {
            History recorded = harness.history(person.value());
            under.forEach((id, model) -> assertThat(recorded.path(id))
                    .as("%s of %s", ModelRef.of(model), which)
                    .isEqualTo(RecordedPathTest.shown(model, standing, recorded.path(id))));
        }

        boolean isToldOtherwise() {
            return !RecordedPathTest.shown(Versions.AARRR, standing, List.of())
                    .equals(RecordedPathTest.shown(Versions.AARRR_2, standing, List.of()));
        }
    }
}
