package io.flywheel.query.stage;

import static io.flywheel.query.stage.Story.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.Money;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.stage.PeoplePerStage;
import io.flywheel.api.stage.StageCount;
import io.flywheel.api.stage.StageTransitions.Flow;
import io.flywheel.query.platform.Interval;
import io.flywheel.query.platform.TestReadModels;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Given events of people's lives, then where they stand. */
class StageIT {
    private static final LifecycleOpened OPENED = new LifecycleOpened("shop", List.of());
    private static final Duration MICRO = Duration.ofNanos(1_000);

    private final StageProjection projection = new StageProjection();
    private final TestReadModels models = new TestReadModels(projection);
    private final StageQueries stages = new StageQueries(models.ledger.jdbc, models.snapshot, models.positions);
    private final HistoryQueries history = new HistoryQueries(models.ledger.jdbc, models.snapshot, models.positions);
    private final TransitionQueries moves =
            new TransitionQueries(models.ledger.jdbc, models.snapshot, models.positions);

    @BeforeEach
    void activate() {
        models.activate("aarrr", 1);
    }

    @Test
    void somebody_who_only_visited_counts_from_just_after_her_visit() {
        models.tell("ada", OPENED, visited(1, 10, "web"), entered(null, "acquisition", 1, 10));
        assertThat(people(day(10))).isEqualTo(counts());
        assertThat(people(day(10).plus(MICRO))).isEqualTo(counts("acquisition", 1));
        assertThat(at(day(11)).people()).isEqualTo(1);
    }

    @Test
    void somebody_whom_no_rule_has_placed_has_no_stage_but_counts() {
        models.tell("ada", OPENED, visited(1, 10, "web"));
        assertThat(people(day(11))).isEqualTo(counts("none", 1));
    }

    @Test
    void a_step_counts_from_just_after_its_touchpoint_across_blocks() {
        models.tell("ada", OPENED, visited(1, 0, "web"), entered(null, "acquisition", 1, 0));
        models.tell("ada", bought(2, 5, "10", null), entered("acquisition", "activation", 2, 5));
        assertThat(people(day(5))).isEqualTo(counts("acquisition", 1));
        assertThat(people(day(5).plus(MICRO))).isEqualTo(counts("activation", 1));
        assertThat(openRows()).isEqualTo(1);
    }

    @Test
    void a_trailing_silence_loses_exactly_at_the_limit_though_no_event_says_so() {
        models.tell("ada", OPENED, visited(1, 0, "web"), entered(null, "acquisition", 1, 0));
        assertThat(people(day(60).minus(MICRO))).isEqualTo(counts("acquisition", 1));
        assertThat(people(day(60))).isEqualTo(counts("churn", 1));
    }

    @Test
    void a_recorded_silence_answers_the_same_at_its_boundary() {
        models.tell("ada", OPENED, visited(1, 0, "web"), entered(null, "acquisition", 1, 0));
        models.tell("ada", silent("acquisition", 60));
        assertThat(people(day(60).minus(MICRO))).isEqualTo(counts("acquisition", 1));
        assertThat(people(day(60))).isEqualTo(counts("churn", 1));
    }

    @Test
    void a_silence_between_touchpoints_and_the_return_come_out_at_their_own_times() {
        models.tell(
                "ada",
                OPENED,
                visited(1, 0, "web"),
                entered(null, "acquisition", 1, 0),
                visited(2, 100, "web"),
                silent("acquisition", 60),
                returned("acquisition", 2, 100));
        assertThat(people(day(60))).isEqualTo(counts("churn", 1));
        assertThat(people(day(100))).isEqualTo(counts("churn", 1));
        assertThat(people(day(100).plus(MICRO))).isEqualTo(counts("acquisition", 1));
        assertThat(people(day(160))).isEqualTo(counts("churn", 1));
    }

    @Test
    void a_touchpoint_exactly_when_the_silence_ends_is_a_return() {
        models.tell(
                "ada",
                OPENED,
                visited(1, 0, "web"),
                entered(null, "acquisition", 1, 0),
                visited(2, 60, "web"),
                silent("acquisition", 60),
                returned("acquisition", 2, 60));
        assertThat(people(day(60))).isEqualTo(counts("churn", 1));
        assertThat(people(day(60).plus(MICRO))).isEqualTo(counts("acquisition", 1));
    }

    @Test
    void a_correction_withdraws_and_enters_steps_of_earlier_blocks() {
        models.tell(
                "ada",
                OPENED,
                visited(1, 0, "web"),
                entered(null, "acquisition", 1, 0),
                visited(2, 100, "web"),
                silent("acquisition", 60),
                returned("acquisition", 2, 100));
        models.tell(
                "ada",
                visited(3, 50, "web"),
                new PathCorrected(
                        "aarrr",
                        1,
                        List.of(
                                silent("acquisition", 60).transition(),
                                returned("acquisition", 2, 100).transition()),
                        List.of()),
                bought(4, 101, "5", null),
                entered("acquisition", "activation", 4, 101));
        assertThat(people(day(70))).isEqualTo(counts("acquisition", 1));
        assertThat(people(day(102))).isEqualTo(counts("activation", 1));
        assertThat(openRows()).isEqualTo(1);
        assertThat(models.ledger.jdbc.queryForObject(
                        "SELECT COUNT(*) FROM stage_transition WHERE withdrawn_at < 9223372036854775807",
                        Integer.class))
                .isEqualTo(2);
    }

    @Test
    void a_correction_that_enters_a_step_in_the_middle_links_its_neighbours() {
        models.tell("ada", OPENED, visited(1, 0, "web"), entered(null, "acquisition", 1, 0));
        models.tell("ada", bought(2, 40, "5", null), entered("acquisition", "revenue", 2, 40));
        models.tell(
                "ada",
                bought(3, 20, "5", null),
                new PathCorrected(
                        "aarrr",
                        1,
                        List.of(entered("acquisition", "revenue", 2, 40).transition()),
                        List.of(
                                entered("acquisition", "activation", 3, 20).transition(),
                                entered("activation", "revenue", 2, 40).transition())));
        assertThat(people(day(30))).isEqualTo(counts("activation", 1));
        assertThat(people(day(41))).isEqualTo(counts("revenue", 1));
        assertThat(flows(day(0), day(50)))
                .containsExactly(
                        new Flow(null, "acquisition", "entered", 1, null),
                        new Flow("acquisition", "activation", "entered", 1, 20 * 86_400.0),
                        new Flow("activation", "revenue", "entered", 1, 20 * 86_400.0));
    }

    @Test
    void adopting_a_version_replaces_the_path() {
        models.tell("ada", OPENED, visited(1, 0, "web"), entered(null, "acquisition", 1, 0));
        models.activate("aarrr", 2);
        models.tell(
                "ada",
                new ModelAdopted(
                        "aarrr", 2, List.of(entered(null, "activation", 1, 0).transition())),
                bought(2, 5, "10", null),
                entered("activation", "revenue", 2, 5));
        assertThat(people(day(1))).isEqualTo(counts("activation", 1));
        assertThat(people(day(6))).isEqualTo(counts("revenue", 1));
        assertThat(openRows()).isEqualTo(1);
    }

    @Test
    void a_voided_touchpoint_takes_its_person_back_to_before() {
        TouchpointRecorded first = visited(1, 0, "ads");
        models.tell("ada", OPENED, first, entered(null, "acquisition", 1, 0), visited(2, 30, "web"));
        models.tell(
                "ada",
                voided(first, day(30), "web", day(30)),
                new PathCorrected(
                        "aarrr",
                        1,
                        List.of(entered(null, "acquisition", 1, 0).transition()),
                        List.of(entered(null, "acquisition", 2, 30).transition())));
        assertThat(people(day(1))).isEqualTo(counts());
        assertThat(people(day(31))).isEqualTo(counts("acquisition", 1));
        assertThat(stages.at(new StageQuestion(AARRR, "web"), day(31), null, false)
                        .people())
                .isEqualTo(1);
        assertThat(stages.at(new StageQuestion(AARRR, "ads"), day(31), null, false)
                        .people())
                .isZero();
    }

    @Test
    void somebody_whose_only_touchpoint_is_voided_is_nobody() {
        TouchpointRecorded only = bought(1, 0, "10", null);
        models.tell("ada", OPENED, only, entered(null, "acquisition", 1, 0));
        models.tell(
                "ada",
                voided(only, null, null, null),
                new PathCorrected(
                        "aarrr", 1, List.of(entered(null, "acquisition", 1, 0).transition()), List.of()));
        assertThat(at(day(1)).people()).isZero();
        assertThat(value(day(1))).isEmpty();
    }

    @Test
    void a_late_first_touchpoint_moves_the_first_channel() {
        models.tell("ada", OPENED, visited(1, 10, "web"), entered(null, "acquisition", 1, 10));
        models.tell("ada", visited(2, 5, "store"));
        PeoplePerStage answer = stages.at(new StageQuestion(AARRR, null), day(11), null, true);
        assertThat(answer.channels())
                .singleElement()
                .satisfies(channel -> assertThat(channel.channel()).isEqualTo("store"));
        assertThat(at(day(6)).people()).isEqualTo(1);
    }

    @Test
    void value_is_net_revenue_of_the_people_there_at_that_instant() {
        models.tell(
                "ada",
                OPENED,
                bought(1, 0, "10.50", null),
                entered(null, "acquisition", 1, 0),
                bought(2, 5, "20", "o2"),
                entered("acquisition", "revenue", 2, 5),
                refunded(3, 7, "5", "o2"));
        assertThat(value(day(1))).containsExactly(cny("10.50"));
        assertThat(value(day(6))).containsExactly(cny("30.50"));
        assertThat(value(day(8))).containsExactly(cny("25.50"));
    }

    @Test
    void a_cancellation_takes_back_what_is_not_refunded_in_whatever_order_things_arrive() {
        List<TouchpointRecorded> events = List.of(
                bought(1, 0, "100", "o1"),
                refunded(2, 3, "30", "o1"),
                cancelled(3, 5, "o1"),
                refunded(4, 6, "70", "o1"));
        int[][] orders = {{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 0, 3, 1}, {1, 2, 0, 3}};
        for (int i = 0; i < orders.length; i++) {
            String stream = "p" + i;
            models.tell(stream, OPENED);
            for (int event : orders[i]) {
                models.tell(stream, events.get(event));
            }
        }
        models.tell("together", OPENED, events.get(2), events.get(3), events.get(0), events.get(1));
        assertThat(value(day(1))).containsExactly(cny("500.00"));
        assertThat(value(day(4))).containsExactly(cny("350.00"));
        assertThat(value(day(7))).containsExactly(cny("0.00"));
    }

    @Test
    void voiding_a_cancellation_gives_back_what_it_took() {
        TouchpointRecorded cancelled = cancelled(2, 5, "o1");
        models.tell("ada", OPENED, bought(1, 0, "100", "o1"), cancelled);
        assertThat(value(day(6))).containsExactly(cny("0.00"));
        models.tell("ada", voided(cancelled, day(0), "web", day(0)));
        assertThat(value(day(6))).containsExactly(cny("100.00"));
    }

    @Test
    void currencies_are_never_added_up_and_the_commonest_comes_first() {
        models.tell(
                "ada",
                OPENED,
                recorded(touchpoint(
                        1, "Order Completed", day(0), "web", new Money(new java.math.BigDecimal("3"), "USD"), null)),
                bought(2, 1, "1", null),
                bought(3, 2, "1", null));
        assertThat(value(day(3))).containsExactly(cny("2.00"), new Money(new java.math.BigDecimal("3.00"), "USD"));
        assertThat(stages.at(new StageQuestion(AARRR, null), day(3), "USD", false)
                        .stages()
                        .getLast()
                        .value())
                .hasSize(1);
    }

    @Test
    void history_counts_at_the_end_of_every_period_and_knows_trailing_silences() {
        models.tell("ada", OPENED, visited(1, 0, "web"), entered(null, "acquisition", 1, 0));
        models.tell("grace", OPENED, visited(1, 40, "web"), entered(null, "acquisition", 1, 40));
        var answer = history.over(new StageQuestion(AARRR, null), Interval.MONTH, null, day(105), ZoneOffset.UTC);
        assertThat(answer.periods())
                .extracting(period -> period.period() + " " + period.people())
                .containsExactly("2026-01 1", "2026-02 2", "2026-03 2", "2026-04 2");
        for (var period : answer.periods()) {
            Map<String, Long> now = people(period.at());
            assertThat(period.stages())
                    .allSatisfy(stage ->
                            assertThat(now.getOrDefault(stage.stage(), 0L)).isEqualTo(stage.people()));
        }
        assertThat(people(day(105))).isEqualTo(counts("churn", 2));
    }

    @Test
    void transitions_count_trailing_silences_once_they_have_happened() {
        models.tell("ada", OPENED, visited(1, 0, "web"), entered(null, "acquisition", 1, 0));
        var question = new StageQuestion(AARRR, null);
        assertThat(moves.between(question, day(60), day(61), day(100)).transitions())
                .containsExactly(new Flow("acquisition", "churn", "churned", 1, 60 * 86_400.0));
        assertThat(moves.between(question, day(59), day(60), day(100)).transitions())
                .isEmpty();
        assertThat(moves.between(question, day(50), day(70), day(60).minus(MICRO))
                        .transitions())
                .isEmpty();
        models.tell("ada", silent("acquisition", 60));
        assertThat(moves.between(question, day(60), day(61), day(100)).transitions())
                .containsExactly(new Flow("acquisition", "churn", "churned", 1, 60 * 86_400.0));
    }

    @Test
    void a_rebuilt_generation_answers_the_same_whatever_its_blocks() {
        a_correction_withdraws_and_enters_steps_of_earlier_blocks();
        models.tell(
                "grace", OPENED, bought(1, 0, "100", "o1"), cancelled(2, 5, "o1"), entered(null, "acquisition", 1, 0));
        PeoplePerStage before = at(day(102));
        for (int size : new int[] {1, 3, 1000}) {
            models.rebuild(projection, size + 1, size);
            assertThat(at(day(102))).isEqualTo(before);
            models.switchTo(projection, size + 1);
            assertThat(at(day(102))).isEqualTo(before);
            assertThat(rowsOf(size + 1)).isEqualTo(rowsOf(1));
        }
    }

    private List<Map<String, Object>> rowsOf(int generation) {
        return models.ledger.jdbc.queryForList(
                "SELECT stream, known_at, nth, to_stage, from_at, until_at, left_to, stayed_micros, withdrawn_at"
                        + " FROM stage_transition_rows WHERE generation = ? AND withdrawn_at = 9223372036854775807"
                        + " ORDER BY stream, known_at, nth",
                generation);
    }

    private PeoplePerStage at(Instant at) {
        return stages.at(new StageQuestion(AARRR, null), at, null, false);
    }

    private Map<String, Long> people(Instant at) {
        Map<String, Long> found = new LinkedHashMap<>();
        at(at).stages().stream()
                .filter(stage -> stage.people() > 0)
                .forEach(stage -> found.put(stage.stage(), stage.people()));
        return found;
    }

    private List<Money> value(Instant at) {
        return at(at).stages().stream()
                .map(StageCount::value)
                .flatMap(List::stream)
                .toList();
    }

    private List<Flow> flows(Instant from, Instant to) {
        return moves.between(new StageQuestion(AARRR, null), from, to, to).transitions();
    }

    private static Map<String, Long> counts(@Nullable Object... pairs) {
        Map<String, Long> counts = new LinkedHashMap<>();
        List<Object> list = Arrays.asList(pairs);
        for (int i = 0; i < list.size(); i += 2) {
            counts.put((String) list.get(i), ((Integer) list.get(i + 1)).longValue());
        }
        return counts;
    }

    private int openRows() {
        return models.ledger.jdbc.queryForObject(
                "SELECT COUNT(*) FROM stage_transition WHERE until_at = 9223372036854775807"
                        + " AND withdrawn_at = 9223372036854775807",
                Integer.class);
    }
}
