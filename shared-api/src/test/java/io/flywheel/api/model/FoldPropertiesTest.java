package io.flywheel.api.model;

import static io.flywheel.api.model.Everything.same;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.Micros;
import io.flywheel.api.touchpoint.Touchpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What must hold for every life under every model, over 10,000 seeded random lives. */
class FoldPropertiesTest {
    private static final int LIVES = 10_000;
    private static final Instant END = Instant.parse("2040-01-01T00:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final StageModel EVERYTHING = Everything.model();
    private static final List<StageModel> MODELS = List.of(EVERYTHING, Models.aarrr(), Models.fiveStage());

    @FunctionalInterface
    private interface Property {
        void check(StageModel model, List<Touchpoint> life, Histories random);
    }

    private static void forEveryLife(Property property) {
        Histories random = new Histories(20_260_101);
        for (int i = 0; i < LIVES; i++) {
            StageModel model = MODELS.get(i % 4 < 2 ? 0 : i % 4 - 1);
            try {
                property.check(model, random.next(model.silence(), 24), random);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("life " + i + " under " + model, e);
            }
        }
    }

    @Test
    void any_order_of_arrival_and_any_duplicates_end_in_the_same_path() {
        forEveryLife((model, life, random) -> {
            StagePath path = model.fold(life, END);
            same(model.fold(random.disturbed(life), END), path);
        });
    }

    @Test
    void batches_stepped_where_they_are_new_and_folded_again_where_they_are_late_end_in_the_same_path() {
        forEveryLife((model, life, random) -> {
            List<Touchpoint> known = new ArrayList<>();
            List<Transition> path = new ArrayList<>();
            FoldState state = model.start();
            List<Touchpoint> arriving = random.below(2) == 0 ? life : random.disturbed(life);
            int from = 0;
            while (from < arriving.size()) {
                int to = from + 1 + random.below(arriving.size() - from);
                List<Touchpoint> batch = new ArrayList<>(arriving.subList(from, to));
                batch.removeAll(known);
                batch = batch.stream().distinct().sorted(Touchpoint.ORDER).toList();
                boolean late = !known.isEmpty()
                        && !batch.isEmpty()
                        && Touchpoint.ORDER.compare(batch.getFirst(), known.getLast()) < 0;
                known.addAll(batch);
                known.sort(Touchpoint.ORDER);
                if (late) {
                    state = model.start();
                    path.clear();
                }
                for (Touchpoint touchpoint : late ? known : batch) {
                    state.step(touchpoint, path::add);
                }
                from = to;
            }
            state.silence(END, path::add);
            same(path, model.fold(life, END).transitions());
        });
    }

    @Test
    void the_random_lives_make_every_kind_of_move() {
        Set<String> rules = new TreeSet<>();
        Set<Transition.Kind> kinds = EnumSet.noneOf(Transition.Kind.class);
        forEveryLife((model, life, random) -> {
            if (model == EVERYTHING) {
                model.fold(life, END).transitions().forEach(transition -> {
                    rules.add(transition.rule());
                    kinds.add(transition.kind());
                });
            }
        });
        Set<String> all = new TreeSet<>(Set.of(Rule.SILENCE, Rule.RETURN));
        EVERYTHING.rules().forEach(rule -> all.add(rule.name()));
        assertThat(rules).isEqualTo(all);
        assertThat(kinds).hasSize(3);
    }

    @Test
    void stepping_from_a_memo_at_every_touchpoint_equals_the_fold() {
        forEveryLife((model, life, random) -> {
            List<Transition> found = new ArrayList<>();
            FoldState state = model.start();
            for (Touchpoint touchpoint : life) {
                FoldMemo memo = state.memo();
                FoldState resumed = model.resume(random.below(4) == 0 ? throughJson(memo) : memo);
                same(resumed.memo(), memo);
                FoldState copy = state.copy();
                copy.step(touchpoint, transition -> {});
                same(state.memo(), memo);
                resumed.step(touchpoint, found::add);
                same(resumed.memo(), copy.memo());
                state = resumed;
            }
            state.silence(END, found::add);
            same(found, model.fold(life, END).transitions());
        });
    }

    @Test
    void following_what_was_recorded_reaches_the_state_that_stepping_reached() {
        forEveryLife((model, life, random) -> {
            List<Transition> path = model.fold(life, END).transitions();
            FoldState stepped = model.start();
            FoldState followed = model.start();
            FoldState followedAll = model.start();
            for (Touchpoint touchpoint : life) {
                List<Transition> found = new ArrayList<>();
                stepped.step(touchpoint, found::add);
                followed.follow(touchpoint, found);
                followedAll.follow(touchpoint, path);
                same(followed.memo(), stepped.memo());
                same(followedAll.memo(), stepped.memo());
                same(followed.churnsAt(), stepped.churnsAt());
            }
            List<Transition> silence = new ArrayList<>();
            stepped.silence(END, silence::add);
            followed.followSilence(silence);
            same(followed.memo(), stepped.memo());
        });
    }

    @Test
    void what_an_earlier_instant_sees_is_the_beginning_of_what_a_later_one_sees() {
        forEveryLife((model, life, random) -> {
            Instant asOf = random.instant(life, model.silence());
            long at = Micros.of(asOf);
            List<Transition> seen = model.fold(life, END).transitions().stream()
                    .filter(transition -> transition.visibleFrom() <= at)
                    .toList();
            same(model.fold(life, asOf).transitions(), seen);
        });
    }

    @Test
    void a_voided_touchpoint_leaves_no_trace_and_nothing_before_it_changes() {
        forEveryLife((model, life, random) -> {
            if (life.isEmpty()) {
                return;
            }
            Touchpoint voided = life.get(random.below(life.size()));
            List<Touchpoint> left = new ArrayList<>(life);
            left.remove(voided);
            List<Touchpoint> other = random.disturbed(life);
            other.removeIf(touchpoint -> touchpoint.key().equals(voided.key()));
            StagePath path = model.fold(left, END);
            same(model.fold(other, END), path);
            assertThat(path.transitions()).noneMatch(transition -> voided.key().equals(transition.cause()));
            same(model.fold(left, voided.occurredAt()), model.fold(life, voided.occurredAt()));
        });
    }

    @Test
    void a_path_is_connected_goes_forward_and_leaves_the_lost_stage_only_by_returning() {
        forEveryLife((model, life, random) -> {
            String stage = null;
            Instant at = Instant.MIN;
            for (Transition transition : model.fold(life, END).transitions()) {
                int from = model.indexOf(transition.from());
                int to = model.indexOf(transition.to());
                assertThat(transition.from()).isEqualTo(stage);
                assertThat(transition.occurredAt()).isAfterOrEqualTo(at);
                assertThat(transition.kind()).isEqualTo(kind(model, from, to));
                stage = transition.to();
                at = transition.occurredAt();
            }
        });
    }

    private static Transition.Kind kind(StageModel model, int from, int to) {
        if (from == model.lost()) {
            return Transition.Kind.RETURNED;
        }
        assertThat(to).isGreaterThan(from);
        return to == model.lost() ? Transition.Kind.CHURNED : Transition.Kind.ENTERED;
    }

    private static FoldMemo throughJson(FoldMemo memo) {
        return JSON.readValue(JSON.writeValueAsBytes(memo), FoldMemo.class);
    }
}
