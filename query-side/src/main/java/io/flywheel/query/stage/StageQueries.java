package io.flywheel.query.stage;

import static io.flywheel.query.stage.StageQuestion.NO_CHANNEL;
import static io.flywheel.query.stage.StageQuestion.NO_STAGE;

import io.flywheel.api.Micros;
import io.flywheel.api.model.Stage;
import io.flywheel.api.stage.PeoplePerStage;
import io.flywheel.api.stage.StageCount;
import io.flywheel.query.money.Amounts;
import io.flywheel.query.money.MoneyProjection;
import io.flywheel.query.platform.Positions;
import io.flywheel.query.platform.ReadStore;
import io.flywheel.query.platform.Scan;
import io.flywheel.query.platform.Snapshot;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Answers where everybody stands, at any instant. */
@Component
class StageQueries {
    /** Whoever has been silent for the model's limit is lost, also where no event says so yet. */
    private static final String STAGE_AT = """
            CASE WHEN t.to_stage <> ? AND p.last_activity <= ? THEN ? ELSE t.to_stage END AS stage, p.first_channel\
            """;

    private static final String PATH_AT = """
            LEFT JOIN stage_transition t ON t.stream = p.stream AND t.model = ?
                AND t.withdrawn_at = 9223372036854775807 AND t.from_at <= ? AND t.until_at > ?
            WHERE p.first_at < ?""";
    private static final String PEOPLE = "SELECT p.stream, " + STAGE_AT + " FROM stage_person p " + PATH_AT + "%s";
    private static final String VALUE = """
            SELECT stream, currency, SUM(amount) AS amount, COUNT(*) AS paid FROM money
            WHERE withdrawn_at = 9223372036854775807 AND occurred_at < ? AND currency <> ''
            GROUP BY stream, currency""";

    private final JdbcTemplate jdbc;
    private final Scan scan;
    private final Snapshot snapshot;
    private final Positions positions;

    StageQueries(@ReadStore JdbcTemplate jdbc, Scan scan, Snapshot snapshot, Positions positions) {
        this.jdbc = jdbc;
        this.scan = scan;
        this.snapshot = snapshot;
        this.positions = positions;
    }

    /** @param paid how many touchpoints it comes from */
    private record Value(String currency, BigDecimal amount, long paid) {}

    /** The people of some stages, and what they are worth. */
    private static final class Tally {
        final Map<String, Long> people = new TreeMap<>();
        final Map<String, Amounts> value = new HashMap<>();

        void add(String stage) {
            people.merge(stage, 1L, Long::sum);
        }

        void add(String stage, Value more) {
            value.computeIfAbsent(stage, name -> new Amounts()).add(more.currency, more.amount);
        }

        long total() {
            return people.values().stream().mapToLong(Long::longValue).sum();
        }

        List<StageCount> counts(Collection<String> stages, Comparator<String> currencies) {
            return stages.stream()
                    .map(stage -> new StageCount(
                            stage,
                            people.getOrDefault(stage, 0L),
                            value.getOrDefault(stage, new Amounts()).list(currencies)))
                    .toList();
        }
    }

    /**
     * @param currency only money in this one; none for all
     * @param byChannel whether to count each channel apart as well
     */
    PeoplePerStage at(StageQuestion question, Instant at, @Nullable String currency, boolean byChannel) {
        return snapshot.read(() -> {
            long position = positions.reached(StageProjection.NAME, MoneyProjection.NAME);
            Tally all = new Tally();
            Map<String, Tally> channels = new TreeMap<>();
            Map<String, List<Value>> values = values(at, currency);
            people(question, at, values, all, channels);
            Comparator<String> currencies = commonestFirst(values);
            List<String> stages = stages(question, all);
            return new PeoplePerStage(
                    question.model().id(),
                    question.model().version(),
                    at,
                    all.total(),
                    all.counts(stages, currencies),
                    byChannel
                            ? channels.entrySet().stream()
                                    .map(one -> new PeoplePerStage.Channel(
                                            one.getKey(),
                                            one.getValue().total(),
                                            one.getValue().counts(stages, currencies)))
                                    .toList()
                            : null,
                    position);
        });
    }

    /** The model's stages, those of its earlier versions that people are still in, and none if anybody has none. */
    private static List<String> stages(StageQuestion question, Tally all) {
        List<String> stages = new ArrayList<>(
                question.model().stages().stream().map(Stage::name).toList());
        all.people.keySet().stream()
                .filter(stage -> !stages.contains(stage) && !stage.equals(NO_STAGE))
                .forEach(stages::add);
        if (all.people.containsKey(NO_STAGE)) {
            stages.add(NO_STAGE);
        }
        return stages;
    }

    /** Each person's net revenue to date, of those who have any. */
    private Map<String, List<Value>> values(Instant at, @Nullable String only) {
        Map<String, List<Value>> values = new HashMap<>();
        jdbc.query(
                VALUE,
                row -> {
                    String currency = row.getString("currency");
                    if (only == null || only.equals(currency)) {
                        values.computeIfAbsent(row.getString("stream"), stream -> new ArrayList<>(1))
                                .add(new Value(currency, row.getBigDecimal("amount"), row.getLong("paid")));
                    }
                },
                Micros.of(at));
        return values;
    }

    /** Hands over everybody with her stage, those without one too. */
    void each(StageQuestion question, Instant at, BiConsumer<String, String> reader) {
        String lost = question.model().lost();
        long instant = Micros.of(at);
        scan.each(
                PEOPLE.formatted(question.onlyChannel()),
                row -> reader.accept(row.getString("stream"), orElse(row.getString("stage"), NO_STAGE)),
                question.with(
                        lost, question.silentSince(at), lost, question.model().id(), instant, instant, instant));
    }

    private void people(
            StageQuestion question,
            Instant at,
            Map<String, List<Value>> values,
            Tally all,
            Map<String, Tally> channels) {
        String lost = question.model().lost();
        long instant = Micros.of(at);
        jdbc.query(
                PEOPLE.formatted(question.onlyChannel()),
                row -> {
                    String stage = orElse(row.getString("stage"), NO_STAGE);
                    Tally channel = channels.computeIfAbsent(
                            orElse(row.getString("first_channel"), NO_CHANNEL), name -> new Tally());
                    all.add(stage);
                    channel.add(stage);
                    for (Value value : values.getOrDefault(row.getString("stream"), List.of())) {
                        all.add(stage, value);
                        channel.add(stage, value);
                    }
                },
                question.with(
                        lost, question.silentSince(at), lost, question.model().id(), instant, instant, instant));
    }

    private static Comparator<String> commonestFirst(Map<String, List<Value>> values) {
        Map<String, Long> paid = new HashMap<>();
        values.values().forEach(some -> some.forEach(value -> paid.merge(value.currency, value.paid, Long::sum)));
        return Comparator.comparingLong((String currency) -> -paid.getOrDefault(currency, 0L));
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
