package io.flywheel.query.stage;

import static io.flywheel.query.stage.StageQuestion.NO_CHANNEL;
import static io.flywheel.query.stage.StageQuestion.NO_STAGE;

import io.flywheel.api.Micros;
import io.flywheel.api.model.Stage;
import io.flywheel.api.stage.PeoplePerStage;
import io.flywheel.api.stage.StageCount;
import io.flywheel.query.platform.Positions;
import io.flywheel.query.platform.Snapshot;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Answers where everybody stands, at any instant. */
@Component
class StageQueries {
    /** Whoever has been silent for the model's limit is lost, also where no event says so yet. */
    private static final String STAGE_AT =
            """
            CASE WHEN t.to_stage <> ? AND p.last_activity <= ? THEN ? ELSE t.to_stage END AS stage, p.first_channel\
            """;

    private static final String PATH_AT =
            """
            LEFT JOIN stage_transition t ON t.stream = p.stream AND t.model = ?
                AND t.withdrawn_at = 9223372036854775807 AND t.from_at <= ? AND t.until_at > ?
            WHERE p.first_at < ?""";
    private static final String PEOPLE =
            "SELECT " + STAGE_AT + ", COUNT(*) AS people FROM stage_person p " + PATH_AT + "%s GROUP BY stage, first_channel";
    private static final String VALUE = "SELECT " + STAGE_AT + ", m.currency, SUM(m.amount) AS amount, SUM(m.paid) AS paid"
            + """
             FROM (
                SELECT stream, currency, SUM(amount) AS amount, COUNT(*) AS paid FROM stage_money
                WHERE withdrawn_at = 9223372036854775807 AND occurred_at < ? AND currency <> ''
                GROUP BY stream, currency
            ) m
            JOIN stage_person p ON p.stream = m.stream
            """
            + PATH_AT
            + "%s GROUP BY stage, first_channel, currency";

    private final JdbcTemplate jdbc;
    private final Snapshot snapshot;
    private final Positions positions;

    StageQueries(JdbcTemplate jdbc, Snapshot snapshot, Positions positions) {
        this.jdbc = jdbc;
        this.snapshot = snapshot;
        this.positions = positions;
    }

    /** The people of some stages, and what they are worth. */
    private static final class Tally {
        final Map<String, Long> people = new TreeMap<>();
        final Map<String, Amounts> value = new HashMap<>();

        void add(String stage, long count) {
            people.merge(stage, count, Long::sum);
        }

        void add(String stage, String currency, BigDecimal amount) {
            value.computeIfAbsent(stage, name -> new Amounts()).add(currency, amount);
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
            long position = positions.reached(StageProjection.NAME);
            Tally all = new Tally();
            Map<String, Tally> channels = new TreeMap<>();
            people(question, at, all, channels);
            Comparator<String> currencies = value(question, at, currency, all, channels);
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

    private void people(StageQuestion question, Instant at, Tally all, Map<String, Tally> channels) {
        String lost = question.model().lost();
        long instant = Micros.of(at);
        jdbc.query(
                PEOPLE.formatted(question.onlyChannel()),
                row -> {
                    String stage = orElse(row.getString("stage"), NO_STAGE);
                    String channel = orElse(row.getString("first_channel"), NO_CHANNEL);
                    long people = row.getLong("people");
                    all.add(stage, people);
                    channels.computeIfAbsent(channel, name -> new Tally()).add(stage, people);
                },
                question.with(
                        lost, question.silentSince(at), lost, question.model().id(), instant, instant, instant));
    }

    private Comparator<String> value(
            StageQuestion question, Instant at, @Nullable String only, Tally all, Map<String, Tally> channels) {
        String lost = question.model().lost();
        long instant = Micros.of(at);
        Map<String, Long> paid = new LinkedHashMap<>();
        jdbc.query(
                VALUE.formatted(question.onlyChannel()),
                row -> {
                    String currency = row.getString("currency");
                    if (only != null && !only.equals(currency)) {
                        return;
                    }
                    String stage = orElse(row.getString("stage"), NO_STAGE);
                    String channel = orElse(row.getString("first_channel"), NO_CHANNEL);
                    BigDecimal amount = row.getBigDecimal("amount");
                    paid.merge(currency, row.getLong("paid"), Long::sum);
                    all.add(stage, currency, amount);
                    channels.computeIfAbsent(channel, name -> new Tally()).add(stage, currency, amount);
                },
                question.with(
                        lost,
                        question.silentSince(at),
                        lost,
                        instant,
                        question.model().id(),
                        instant,
                        instant,
                        instant));
        return Comparator.comparingLong((String currency) -> -paid.getOrDefault(currency, 0L));
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
