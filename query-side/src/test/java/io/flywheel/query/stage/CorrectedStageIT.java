package io.flywheel.query.stage;

import static io.flywheel.query.stage.Story.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.stage.PeoplePerStage;
import io.flywheel.api.stage.StageTransitions.Flow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Given corrections of what was known, then where people stand and stood. */
class CorrectedStageIT extends StageWorld {
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
}
