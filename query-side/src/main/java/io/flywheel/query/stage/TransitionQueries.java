package io.flywheel.query.stage;

import io.flywheel.api.Micros;
import io.flywheel.api.model.Stage;
import io.flywheel.api.model.Transition;
import io.flywheel.api.stage.StageTransitions;
import io.flywheel.query.platform.Positions;
import io.flywheel.query.platform.Problems;
import io.flywheel.query.platform.ReadStore;
import io.flywheel.query.platform.Snapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Answers how people moved between stages in a period, and how long they had stayed. */
@Component
class TransitionQueries {
    private static final String FIRST_STEPS = """
            SELECT t.to_stage, t.kind FROM stage_transition t JOIN stage_person p ON p.stream = t.stream
            WHERE t.model = ? AND t.withdrawn_at = 9223372036854775807 AND t.from_stage IS NULL
                AND t.occurred_at >= ? AND t.occurred_at < ?%s""";
    private static final String STEPS = """
            SELECT t.to_stage, t.left_to, t.left_kind, t.stayed_micros
            FROM stage_transition t JOIN stage_person p ON p.stream = t.stream
            WHERE t.model = ? AND t.withdrawn_at = 9223372036854775807 AND t.left_at >= ? AND t.left_at < ?%s""";
    /** Those who have been silent for the limit, but of whom no event says so yet. */
    private static final String SILENCES = """
            SELECT t.to_stage, t.occurred_at, p.last_activity
            FROM stage_transition t JOIN stage_person p ON p.stream = t.stream
            WHERE t.model = ? AND t.withdrawn_at = 9223372036854775807 AND t.until_at = 9223372036854775807
                AND t.to_stage <> ? AND p.last_activity >= ? AND p.last_activity < ? AND p.last_activity <= ?%s""";

    private final JdbcTemplate jdbc;
    private final Snapshot snapshot;
    private final Positions positions;

    TransitionQueries(@ReadStore JdbcTemplate jdbc, Snapshot snapshot, Positions positions) {
        this.jdbc = jdbc;
        this.snapshot = snapshot;
        this.positions = positions;
    }

    private record Step(@Nullable String from, String to, Transition.Kind kind) {}

    /** @param now no silence that would end later has happened */
    StageTransitions between(StageQuestion question, Instant from, Instant to, Instant now) {
        if (from.isAfter(to)) {
            throw Problems.bad("from", "from=" + from + " is after to=" + to + ".");
        }
        return snapshot.read(() -> {
            long position = positions.reached(StageProjection.NAME);
            Map<Step, LongStream.Builder> steps = new HashMap<>();
            collect(question, Micros.of(from), Micros.of(to), Micros.of(now), steps);
            return new StageTransitions(
                    question.model().id(), question.model().version(), from, to, flows(question, steps), position);
        });
    }

    private void collect(StageQuestion question, long from, long to, long now, Map<Step, LongStream.Builder> steps) {
        String model = question.model().id();
        String lost = question.model().lost();
        long silence = question.silence();
        jdbc.query(
                FIRST_STEPS.formatted(question.onlyChannel()),
                row -> {
                    add(steps, null, row.getString(1), Transition.Kind.valueOf(row.getString(2)), 0);
                },
                question.with(model, from, to));
        jdbc.query(
                STEPS.formatted(question.onlyChannel()),
                row -> {
                    Transition.Kind kind = Transition.Kind.valueOf(row.getString(3));
                    add(steps, row.getString(1), row.getString(2), kind, row.getLong(4));
                },
                question.with(model, from, to));
        jdbc.query(
                SILENCES.formatted(question.onlyChannel()),
                row -> {
                    long stayed = Math.max(0, row.getLong(3) + silence - row.getLong(2));
                    add(steps, row.getString(1), lost, Transition.Kind.CHURNED, stayed);
                },
                question.with(model, lost, from - silence, to - silence, now - silence));
    }

    private static void add(
            Map<Step, LongStream.Builder> steps, @Nullable String from, String to, Transition.Kind kind, long stayed) {
        steps.computeIfAbsent(new Step(from, to, kind), step -> LongStream.builder())
                .add(stayed);
    }

    private static List<StageTransitions.Flow> flows(StageQuestion question, Map<Step, LongStream.Builder> steps) {
        List<String> order = question.model().stages().stream().map(Stage::name).toList();
        return steps.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparingInt((Step step) -> order.indexOf(step.from))
                        .thenComparingInt(step -> order.indexOf(step.to))
                        .thenComparing(Step::to)
                        .thenComparing(Step::kind)))
                .map(one -> flow(one.getKey(), one.getValue().build().sorted().toArray()))
                .toList();
    }

    private static StageTransitions.Flow flow(Step step, long[] stayed) {
        int middle = stayed.length / 2;
        double median = stayed.length % 2 == 1 ? stayed[middle] : (stayed[middle - 1] + (double) stayed[middle]) / 2;
        return new StageTransitions.Flow(
                step.from,
                step.to,
                step.kind.name().toLowerCase(Locale.ROOT),
                stayed.length,
                step.from == null ? null : median / 1_000_000);
    }
}
