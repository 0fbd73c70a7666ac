package io.flywheel.query.winback;

import static io.flywheel.query.winback.CampaignStory.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.OfferMade;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.api.winback.CampaignEnded;
import io.flywheel.api.winback.CampaignPaused;
import io.flywheel.api.winback.SendingResumed;
import io.flywheel.api.winback.SendingStopped;
import io.flywheel.query.platform.TestReadModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Given what campaigns did, then rows. */
class WinBackRowsIT {
    private final WinBackProjection projection = new WinBackProjection();
    private final TestReadModels models = new TestReadModels(projection);

    private List<Map<String, Object>> rows(String sql) {
        return models.ledger.jdbc.queryForList(sql);
    }

    private List<String> arrivals() {
        return models.ledger.jdbc.queryForList(
                "SELECT CONCAT(stream, ' ', kind, ' ', to_stage) FROM winback_arrival"
                        + " WHERE withdrawn_at = 9223372036854775807 ORDER BY known_at, nth",
                String.class);
    }

    @Test
    void an_episode_is_one_row_from_its_start_to_its_end() {
        models.tell("campaign:" + ID, published());
        models.tell("ada", started("e1", 10), postponed("e1", 1, "quiet-hours", 10));
        models.tell("ada", made("e1", 1, 10.5), made("e1", 2, 13.5));
        models.tell("ada", ended("e1", "returned", 15));
        assertThat(rows("SELECT * FROM winback_episode"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("stream", "ada")
                        .containsEntry("campaign", ID)
                        .containsEntry("version", 1)
                        .containsEntry("arm", "addressed")
                        .containsEntry("assigned_at", micros(10.5))
                        .containsEntry("steps", 2)
                        .containsEntry("ended_reason", "returned")
                        .containsEntry("ended_at", micros(15)));
        assertThat(models.ledger.jdbc.queryForList(
                        "SELECT decision FROM winback_decision ORDER BY known_at", String.class))
                .containsExactly("started", "postponed", "made", "made", "ended");
    }

    private static long micros(double day) {
        return io.flywheel.api.Micros.of(day(day));
    }

    @Test
    void somebody_held_out_has_that_arm_and_somebody_blocked_has_none() {
        models.tell("campaign:" + ID, published());
        models.tell("ada", started("e1", 10), heldOut("e1", 10));
        models.tell("bob", started("e2", 10), blocked("e2", 1, "consent", 10), blocked("e2", 2, "cap", 13));
        models.tell("eve", declined("cool-down", 11));
        assertThat(models.ledger.jdbc.queryForList("SELECT arm FROM winback_episode ORDER BY stream", String.class))
                .containsExactly("held-out", null);
        assertThat(models.ledger.jdbc.queryForList("SELECT blocked FROM winback_episode ORDER BY stream", String.class))
                .containsExactly(null, "consent");
        assertThat(rows("SELECT * FROM winback_decision WHERE decision = 'declined'"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("stream", "eve")
                        .containsEntry("reason", "cool-down")
                        .containsEntry("episode", null));
    }

    @Test
    void returns_are_kept_since_the_first_win_back_was_published_and_stages_since_the_first_goal() {
        models.tell("ada", returned(1), entered("revenue", 1));
        models.tell("campaign:" + ID, published());
        models.tell("ada", returned(2), entered("revenue", 2));
        models.tell("campaign:onward", published("onward", 1, ONWARD));
        models.tell("ada", returned(3), entered("revenue", 3), entered("referral", 3.5), left(3.75), returned(-1));
        assertThat(arrivals())
                .containsExactly(
                        "ada RETURNED activation",
                        "ada RETURNED activation",
                        "ada ENTERED revenue",
                        "ada ENTERED referral");
    }

    @Test
    void a_correction_takes_returns_back_and_adds_others() {
        models.tell("campaign:" + ID, published());
        models.tell("ada", returned(5));
        models.tell("bob", returned(6), returned(7));
        models.tell(
                "ada",
                new PathCorrected(
                        "aarrr",
                        1,
                        List.of(returned(5).transition(), silence(4)),
                        List.of(silence(3), returned(4).transition())));
        models.tell("bob", new PathCorrected("aarrr", 1, List.of(returned(6).transition()), List.of()));
        assertThat(arrivals()).containsExactly("bob RETURNED activation", "ada RETURNED activation");
        assertThat(models.ledger.jdbc.queryForList(
                        "SELECT occurred_at FROM winback_arrival WHERE withdrawn_at = 9223372036854775807"
                                + " ORDER BY stream",
                        Long.class))
                .containsExactly(micros(4), micros(7));
    }

    @Test
    void an_adopted_version_replaces_the_whole_path() {
        models.tell("campaign:" + ID, published());
        models.tell("ada", returned(5), returned(80));
        models.tell(
                "ada",
                new ModelAdopted("aarrr", 2, List.of(silence(70), returned(80).transition())));
        models.tell("ada", new ModelAdopted("other", 1, List.of()));
        assertThat(arrivals()).containsExactly("ada RETURNED activation");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1_000})
    void a_rebuild_in_blocks_of_any_size_gives_the_same_rows(int blockSize) {
        tellMuch();
        models.rebuild(projection, 2, blockSize);
        for (String table : projection.tables()) {
            assertThat(of(table, 2)).as(table).isNotEmpty().containsExactlyInAnyOrderElementsOf(of(table, 1));
        }
    }

    private void tellMuch() {
        models.tell("ada", new LifecycleOpened("shop", List.of()), returned(1));
        models.tell("campaign:" + ID, published());
        models.tell("ada", started("e1", 10), blocked("e1", 1, "cap", 10), made("e1", 2, 13));
        models.tell("bob", started("e2", 10), heldOut("e2", 10), returned(12), returned(40));
        models.tell("ada", returned(14), ended("e1", "returned", 14));
        models.tell("campaign:" + ID, new CampaignPaused(ID, "test"), new SendingStopped("trouble", "test"));
        models.tell(
                "bob",
                new PathCorrected(
                        "aarrr",
                        1,
                        List.of(returned(12).transition()),
                        List.of(returned(13).transition())),
                new PathCorrected("aarrr", 1, List.of(returned(13).transition()), List.of()));
        models.tell("campaign:onward", published("onward", 1, ONWARD));
        models.tell("eve", entered("revenue", 20), declined("historical", 21));
        models.tell(
                "bob",
                new PathCorrected("aarrr", 1, List.of(returned(40).transition()), List.of()),
                new ModelAdopted("aarrr", 2, List.of(returned(41).transition())),
                new ModelAdopted("aarrr", 3, List.of(returned(42).transition())));
        models.tell("campaign:" + ID, new SendingResumed("test"), new CampaignEnded(ID, true, "test"));
        models.tell("eve", started("e3", 50));
        models.tell("eve", made("e3", 1, 51), ended("e3", "steps-used-up", 60));
    }

    private List<String> of(String table, int generation) {
        List<String> rows = new ArrayList<>();
        models.ledger
                .jdbc
                .queryForList("SELECT * FROM " + table + " WHERE generation = ?", generation)
                .forEach(row -> {
                    row.remove("generation");
                    row.replaceAll((column, value) -> value instanceof byte[] bytes ? List.of(bytes.length) : value);
                    rows.add(row.toString());
                });
        return rows;
    }

    @Test
    void a_campaign_that_cannot_be_read_any_more_stops_nobody_else() {
        models.tell("campaign:broken", published("broken", 1, "id: broken"));
        models.tell("campaign:" + ID, published());
        models.tell("ada", started("e1", 10), returned(12));
        assertThat(arrivals()).hasSize(1);
        assertThat(new Campaigns(models.ledger.jdbc).all())
                .extracting(known -> known.shown().id())
                .containsExactly(ID);
    }

    @Test
    void long_texts_of_a_channel_stop_nothing() {
        models.tell("campaign:" + ID, published());
        String text = "长".repeat(300);
        models.tell(
                "ada",
                new WinBackStarted("e1", ID, 1, "aarrr", "churn", day(1), day(1)),
                new OfferMade("e1", ID, 1, 1, text, text, text, day(1), inputs(true, "0.5")));
        assertThat(rows("SELECT channel FROM winback_decision WHERE decision = 'made'"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("channel").toString()).hasSize(255));
    }
}
