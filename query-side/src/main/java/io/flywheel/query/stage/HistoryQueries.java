package io.flywheel.query.stage;

import static io.flywheel.query.stage.StageQuestion.NO_STAGE;

import io.flywheel.api.Micros;
import io.flywheel.api.model.Stage;
import io.flywheel.api.stage.StageHistory;
import io.flywheel.query.platform.Cells;
import io.flywheel.query.platform.Interval;
import io.flywheel.query.platform.Positions;
import io.flywheel.query.platform.Problems;
import io.flywheel.query.platform.ReadStore;
import io.flywheel.query.platform.Snapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Answers how many people were in each stage over time, in one pass over everybody's path. */
@Component
class HistoryQueries {
    private static final int MOST_PERIODS = 5_000;
    private static final String FIRST = "SELECT MIN(p.first_at) FROM stage_person p WHERE 1 = 1%s";
    private static final String PEOPLE = "SELECT p.first_at FROM stage_person p WHERE p.first_at < ?%s";
    private static final String PATHS = """
            SELECT t.to_stage, t.from_at, t.until_at, p.last_activity
            FROM stage_transition t JOIN stage_person p ON p.stream = t.stream
            WHERE t.model = ? AND t.withdrawn_at = 9223372036854775807 AND t.from_at <= ?%s""";

    private final JdbcTemplate jdbc;
    private final Snapshot snapshot;
    private final Positions positions;

    HistoryQueries(@ReadStore JdbcTemplate jdbc, Snapshot snapshot, Positions positions) {
        this.jdbc = jdbc;
        this.snapshot = snapshot;
        this.positions = positions;
    }

    /** @param from none for the first touchpoint of anybody */
    StageHistory over(StageQuestion question, Interval interval, @Nullable Instant from, Instant to, ZoneId zone) {
        return snapshot.read(() -> {
            long position = positions.reached(StageProjection.NAME);
            Instant start = from == null ? first(question, to) : from;
            List<LocalDate> buckets = buckets(interval, start, to, zone);
            long[] ends = buckets.stream()
                    .map(bucket -> interval.next(bucket).atStartOfDay(zone).toInstant())
                    .mapToLong(end -> Micros.of(end.isBefore(to) ? end : to))
                    .toArray();
            StageCurves curves = curves(question, ends);
            List<String> stages = new ArrayList<>(
                    question.model().stages().stream().map(Stage::name).toList());
            curves.stages().filter(stage -> !stages.contains(stage)).sorted().forEach(stages::add);
            List<StageHistory.Period> periods = new ArrayList<>();
            for (int i = 0; i < ends.length; i++) {
                periods.add(period(interval.label(buckets.get(i)), ends[i], i, stages, curves));
            }
            return new StageHistory(
                    question.model().id(),
                    question.model().version(),
                    interval.name().toLowerCase(Locale.ROOT),
                    zone.getId(),
                    start,
                    to,
                    periods,
                    position);
        });
    }

    private static StageHistory.Period period(
            String label, long end, int index, List<String> stages, StageCurves curves) {
        List<StageHistory.Stage> counts = new ArrayList<>();
        long placed = 0;
        for (String stage : stages) {
            long people = curves.inStage(stage, index);
            placed += people;
            counts.add(new StageHistory.Stage(stage, people));
        }
        long everybody = curves.everybody(index);
        if (everybody > placed) {
            counts.add(new StageHistory.Stage(NO_STAGE, everybody - placed));
        }
        return new StageHistory.Period(label, Micros.toInstant(end), everybody, counts);
    }

    private Instant first(StageQuestion question, Instant to) {
        Long first = jdbc.queryForObject(FIRST.formatted(question.onlyChannel()), Long.class, question.with());
        return first == null || first > Micros.of(to) ? to : Micros.toInstant(first);
    }

    private static List<LocalDate> buckets(Interval interval, Instant from, Instant to, ZoneId zone) {
        if (from.isAfter(to)) {
            throw Problems.bad("from", "from=" + from + " is after to=" + to + ".");
        }
        List<LocalDate> buckets = new ArrayList<>();
        LocalDate bucket = interval.bucketOf(from, zone);
        while (bucket.atStartOfDay(zone).toInstant().isBefore(to)) {
            if (buckets.size() == MOST_PERIODS) {
                throw Problems.bad(
                        "interval",
                        "That is more than " + MOST_PERIODS + " periods. Choose a longer interval, or a later from=.");
            }
            buckets.add(bucket);
            bucket = interval.next(bucket);
        }
        return buckets;
    }

    private StageCurves curves(StageQuestion question, long[] ends) {
        StageCurves curves = new StageCurves(ends, question.model().lost(), question.silence());
        if (ends.length > 0) {
            long last = ends[ends.length - 1];
            jdbc.query(
                    PEOPLE.formatted(question.onlyChannel()),
                    row -> {
                        curves.person(row.getLong(1));
                    },
                    question.with(last));
            jdbc.query(
                    PATHS.formatted(question.onlyChannel()),
                    row -> {
                        curves.path(
                                row.getString(1), row.getLong(2), row.getLong(3), Cells.number(row, "last_activity"));
                    },
                    question.with(question.model().id(), last));
        }
        return curves.added();
    }
}
