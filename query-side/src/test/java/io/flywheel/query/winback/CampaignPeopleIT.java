package io.flywheel.query.winback;

import static io.flywheel.query.winback.CampaignStory.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.LifecycleMerged;
import io.flywheel.api.lifecycle.LifecycleResumed;
import io.flywheel.api.lifecycle.OfferMade;
import io.flywheel.api.lifecycle.Offered;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.WinBackStarted;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who counts where when people come back, move on, stay, turn out to be one, or were never lost. */
class CampaignPeopleIT extends CampaignWorld {
    private static final String LEDGER = "/api/winback/" + ID + "/ledger";

    private JsonNode results() throws Exception {
        return ask("/api/winback/" + ID);
    }

    @Test
    void a_loss_that_is_taken_back_after_the_last_message_is_told_and_nobody_changes_her_arm() throws Exception {
        String ada =
                person("ada", entered("revenue", 1), left(9), started("e1", 10), made("e1", 1, 10), made("e1", 2, 13));
        append(ada, ended("e1", "steps-used-up", 13), returned(15));
        String bob = person("bob", entered("revenue", 1), left(9), started("e2", 10), heldOut("e2", 10));
        assertThat(results().at("/takenBack").toString()).isEqualTo("{\"addressed\":0,\"heldOut\":0}");
        assertThat(results().at("/returned/addressed").asLong()).isEqualTo(1);
        assertThat(ask(LEDGER + "?decision=made").at("/items/0/inStage").asBoolean())
                .isTrue();

        append(
                ada,
                new PathCorrected("aarrr", 1, List.of(silence(9), returned(15).transition()), List.of()));

        JsonNode results = results();
        assertThat(results.at("/takenBack").toString()).isEqualTo("{\"addressed\":1,\"heldOut\":0}");
        assertThat(results.at("/returned/addressed").asLong()).isZero();
        assertThat(results.at("/arms/addressed/people").asLong()).isEqualTo(1);
        for (JsonNode made : ask(LEDGER + "?decision=made").at("/items")) {
            assertThat(made.at("/inStage").asBoolean(true)).isFalse();
        }
        assertThat(ask(LEDGER + "?decision=ended").at("/items/0/inStage").isMissingNode())
                .isTrue();
        assertThat(ask(LEDGER + "?decision=held-out").at("/items/0/inStage").asBoolean())
                .isTrue();
        append(bob, new PathCorrected("aarrr", 1, List.of(silence(9)), List.of(silence(9.5))));
        assertThat(results().at("/takenBack/heldOut").asLong())
                .as("her silence only moved, and she was lost all the same")
                .isZero();
        append(bob, new PathCorrected("aarrr", 1, List.of(silence(9.5)), List.of(silence(10.5))));
        assertThat(results().at("/takenBack/heldOut").asLong()).isEqualTo(1);
    }

    @Test
    void a_correction_takes_a_return_back_and_a_later_episode_counts_nobody_twice() throws Exception {
        String ada = person("ada", started("e1", 10), made("e1", 1, 10), returned(12));
        append(ada, started("e2", 100), made("e2", 1, 100), returned(101));
        assertThat(results().at("/returned/addressed").asLong()).isEqualTo(1);
        assertThat(results().at("/addressedPeople").asLong()).isEqualTo(1);
        append(ada, new PathCorrected("aarrr", 1, List.of(returned(12).transition()), List.of()));
        assertThat(results().at("/returned/addressed").asLong()).isZero();
    }

    @Test
    void people_who_turn_out_to_be_one_count_once_and_not_at_all_where_their_arms_differ() throws Exception {
        String ada = person("ada", started("e1", 10), made("e1", 1, 10));
        String adas = person("ada2", started("e2", 11), made("e2", 1, 11));
        String bob = person("bob", started("e3", 10), made("e3", 1, 10));
        String bobs = person("bob2", started("e4", 10), heldOut("e4", 10));
        append(adas, new LifecycleMerged(new LifecycleId(ada), "identify"));
        append(
                ada,
                new PathCorrected("aarrr", 1, List.of(), List.of(returned(12).transition())));
        append(bobs, new LifecycleMerged(new LifecycleId(bob), "identify"));
        JsonNode results = results();
        assertThat(results.at("/addressedPeople").asLong()).isEqualTo(1);
        assertThat(results.at("/addressed").toString()).isEqualTo("{\"1\":1}");
        assertThat(results.at("/heldOut").asLong()).isZero();
        assertThat(results.at("/returned/addressed").asLong()).isEqualTo(1);
        assertThat(results.at("/mergedAcrossArms").asLong()).isEqualTo(1);
        assertThat(results.at("/eligible").asLong()).isEqualTo(2);
        append(bobs, new LifecycleResumed(new LifecycleId(bob), List.of(), "api", Offered.NOTHING));
        JsonNode apart = results();
        assertThat(apart.at("/mergedAcrossArms").asLong()).isZero();
        assertThat(apart.at("/heldOut").asLong()).isEqualTo(1);
    }

    @Test
    void a_campaign_with_a_goal_counts_those_who_entered_that_stage() throws Exception {
        append("campaign:onward", CampaignStory.published("onward", 1, ONWARD));
        String ada = person("ada");
        append(
                ada,
                new WinBackStarted("g1", "onward", 1, "aarrr", "activation", day(9), day(10)),
                new OfferMade("g1", "onward", 1, 1, "email", "onward", "m", day(10), inputs(true, "0.9")),
                entered("retention", 11),
                returned(12));
        assertThat(ask("/api/winback/onward").at("/returned/addressed").asLong())
                .isZero();
        append(ada, entered("revenue", 13));
        JsonNode results = ask("/api/winback/onward");
        assertThat(results.at("/returned/addressed").asLong()).isEqualTo(1);
        String bob = person("bob");
        append(
                bob,
                new WinBackStarted("g2", "onward", 1, "aarrr", "activation", day(9), day(10)),
                new OfferMade("g2", "onward", 1, 1, "email", "onward", "m2", day(10), inputs(true, "0.9")),
                entered("referral", 11));
        assertThat(ask("/api/winback/onward").at("/returned/addressed").asLong())
                .as("whoever skips the goal has reached it")
                .isEqualTo(2);
        assertThat(results.at("/goal").asString()).isEqualTo("revenue");
        assertThat(results.at("/cost/total").isNull()).isTrue();
    }

    @Test
    void whoever_fell_silent_did_not_stay_though_no_event_says_so_yet() throws Exception {
        String text = ONWARD.replace("onward", "stay").replace("goal: revenue", "goal: activation");
        append("campaign:stay", CampaignStory.published("stay", 1, text));
        for (int day : List.of(9, 10, 19, 20)) {
            String stream = person("active-" + day, bought("o" + day, day, "5", "CNY"), entered("activation", day));
            append(
                    stream,
                    new WinBackStarted("e" + day, "stay", 1, "aarrr", "activation", day(day), day(70)),
                    new OfferMade("e" + day, "stay", 1, 1, "email", "stay", "m" + day, day(70), inputs(true, "0.9")));
        }
        // Lost on days 69, 70, 79 and 80; her time begins with day 70 and is over with day 80.
        assertThat(ask("/api/winback/stay").at("/arms/addressed/returned").asLong())
                .isEqualTo(2);
    }

    @Test
    void a_campaign_that_wants_people_to_stay_counts_those_who_were_not_lost_until_the_end() throws Exception {
        String text = ONWARD.replace("onward", "stay").replace("goal: revenue", "goal: activation");
        append("campaign:stay", CampaignStory.published("stay", 1, text));
        for (String name : List.of("ada", "bob", "eve")) {
            String stream = person(name);
            append(
                    stream,
                    new WinBackStarted("e-" + name, "stay", 1, "aarrr", "activation", day(9), day(10)),
                    new OfferMade(
                            "e-" + name, "stay", 1, 1, "email", "stay", "m-" + name, day(10), inputs(true, "0.9")));
            if (!name.equals("ada")) {
                append(stream, left(name.equals("bob") ? 19.99 : 20));
            }
        }
        assertThat(ask("/api/winback/stay").at("/returned/addressed").asLong()).isEqualTo(2);
        assertThat(ask("/api/winback/stay?at=" + day(19.999))
                        .at("/returned/addressed")
                        .asLong())
                .isZero();
    }
}
