package io.flywheel.query.stage;

import static io.flywheel.query.stage.Story.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.stage.PeoplePerStage;
import io.flywheel.api.stage.StageTransitions.Flow;
import io.flywheel.query.platform.Interval;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Given events of people's lives, then where they stand. */
class StageIT extends StageWorld {
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
}
