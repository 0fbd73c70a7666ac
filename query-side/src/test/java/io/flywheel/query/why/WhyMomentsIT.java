package io.flywheel.query.why;

import static io.flywheel.query.PersonWorld.order;
import static io.flywheel.query.PersonWorld.recorded;
import static io.flywheel.query.PersonWorld.touchpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.api.definition.ModelActivated;
import io.flywheel.api.definition.ModelPublished;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.model.ModelRef;
import io.flywheel.api.touchpoint.Touchpoint;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Why, at the moments that matter: around silence, before and after something became known. */
class WhyMomentsIT extends WhyOverHttp {
    @ParameterizedTest
    @CsvSource({
        "2026-03-02T00:00:00Z, revenue, entered, 2026-01-03T00:00:00Z",
        "2026-03-03T23:59:59.999999Z, revenue, entered, 2026-01-03T00:00:00Z",
        "2026-03-04T00:00:00Z, churn, churned, 2026-03-04T00:00:00Z",
        "2026-03-05T00:00:00Z, churn, churned, 2026-03-04T00:00:00Z"
    })
    void fifty_nine_days_of_silence_keep_her_sixty_have_lost_her(String at, String stage, String kind, String since)
            throws Exception {
        twoOrders();
        why("at", at)
                .andExpect(jsonPath("$.stage").value(stage))
                .andExpect(jsonPath("$.kind").value(kind))
                .andExpect(jsonPath("$.since").value(since))
                .andExpect(jsonPath("$.silence.churnsAt").value("2026-03-04T00:00:00Z"));
    }

    @Test
    void silence_is_explained_by_the_limit_and_by_the_last_thing_that_she_did() throws Exception {
        twoOrders();
        append(recorded(touchpoint("m-" + stream, "Message Sent", "2026-02-01T00:00:00Z")));
        why("at", "2026-05-01T00:00:00Z")
                .andExpect(jsonPath("$.lost").value(true))
                .andExpect(jsonPath("$.rule.name").value("silence"))
                .andExpect(jsonPath("$.rule.expression").value("silence: P60D"))
                .andExpect(jsonPath("$.facts[0].value").value("P60D"))
                .andExpect(jsonPath("$.silence.silentSince").value("2026-01-03T00:00:00Z"))
                .andExpect(jsonPath("$.causes.length()").value(1))
                .andExpect(jsonPath("$.causes[0].messageId").value("second"));
    }

    @Test
    void a_touchpoint_at_the_limit_itself_is_a_return_and_counts_start_anew() throws Exception {
        twoOrders();
        append(recorded(order("o3-" + stream, "2026-03-04T00:00:00Z", "10.00", "CNY")));
        why("at", "2026-03-04T00:00:00.000001Z")
                .andExpect(jsonPath("$.stage").value("activation"))
                .andExpect(jsonPath("$.kind").value("returned"))
                .andExpect(jsonPath("$.from").value("churn"))
                .andExpect(jsonPath("$.rule.name").value("first-deliberate-action"))
                .andExpect(jsonPath("$.next[2].lacks[0].value").value(1));
        why("at", "2026-03-04T00:00:00Z").andExpect(jsonPath("$.stage").value("churn"));
    }

    @Test
    void somebody_lost_is_told_that_she_has_to_come_back_herself_and_starts_anew() throws Exception {
        twoOrders();
        JsonNode next = answer("/why", "at", "2026-05-01T00:00:00Z").get("next");
        assertThat(next.findValuesAsString("stage")).doesNotContain("churn").endsWith("acquisition");
        assertThat(next.get(1).get("lacks").toString())
                .contains("{\"rule\":\"second-order\",\"fact\":\"touchpoint.own\"")
                .contains("\"value\":0,\"needed\":\">= 2\",\"lacks\":2");
    }

    @Test
    void a_goodbye_in_words_names_its_rule_and_is_no_silence() throws Exception {
        twoOrders();
        append(recorded(touchpoint("c-" + stream, "Subscription Cancelled", "2026-01-05T00:00:00Z")));
        why("at", "2026-01-06T00:00:00Z")
                .andExpect(jsonPath("$.stage").value("churn"))
                .andExpect(jsonPath("$.rule.name").value("subscription-cancelled"))
                .andExpect(jsonPath("$.says", containsString("by her own word")))
                .andExpect(jsonPath("$.silence.churnsAt", nullValue()))
                .andExpect(jsonPath("$.silence.silentSince").doesNotExist());
    }

    @Test
    void before_her_first_touchpoint_nothing_is_known_and_she_is_in_no_stage() throws Exception {
        twoOrders();
        why("at", "2026-01-01T00:00:00Z")
                .andExpect(jsonPath("$.stage", nullValue()))
                .andExpect(jsonPath("$.since", nullValue()))
                .andExpect(jsonPath("$.rule", nullValue()))
                .andExpect(jsonPath("$.touchpoints").value(0))
                .andExpect(jsonPath("$.facts.length()").value(0))
                .andExpect(jsonPath("$.causes.length()").value(0))
                .andExpect(jsonPath("$.silence.churnsAt", nullValue()))
                .andExpect(jsonPath("$.says", containsString("Nothing of hers was known")))
                .andExpect(jsonPath("$.next[5].stage").value("acquisition"))
                .andExpect(jsonPath("$.next[5].rules[0].ready").value(true));
    }

    @Test
    void a_voided_touchpoint_is_no_cause_any_more_but_was_one_before_it_was_voided() throws Exception {
        Touchpoint second = order("o2-" + stream, "2026-01-03T00:00:00Z", "10.00", "CNY");
        append(recorded(order("o1-" + stream, "2026-01-02T00:00:00Z", "10.00", "CNY")));
        long before = append(recorded(second));
        append(new TouchpointVoided(second, "a trial", "test", Instant.parse("2026-01-02T00:00:00Z"), "web", null));
        String at = "2026-01-10T00:00:00Z";
        why("at", at)
                .andExpect(jsonPath("$.stage").value("activation"))
                .andExpect(jsonPath("$.touchpoints").value(1))
                .andExpect(jsonPath("$.causes.length()").value(1));
        why("at", at, "knownAt", "position:" + before)
                .andExpect(jsonPath("$.stage").value("revenue"))
                .andExpect(jsonPath("$.position").value(before))
                .andExpect(jsonPath("$.causes.length()").value(2));
    }

    @Test
    void a_late_touchpoint_changes_the_answer_from_the_position_on_at_which_it_came() throws Exception {
        long before = append(recorded(order("o2-" + stream, "2026-01-03T00:00:00Z", "10.00", "CNY")));
        long late = append(recorded(order("o1-" + stream, "2026-01-02T00:00:00Z", "10.00", "CNY")));
        why("at", "2026-01-10", "knownAt", "position:" + before)
                .andExpect(jsonPath("$.stage").value("activation"))
                .andExpect(jsonPath("$.since").value("2026-01-03T00:00:00Z"));
        why("at", "2026-01-10", "knownAt", "position:" + late)
                .andExpect(jsonPath("$.stage").value("revenue"))
                .andExpect(jsonPath("$.causes[0].position").value(before))
                .andExpect(jsonPath("$.causes[1].position").value(late));
    }

    @Test
    void each_is_told_under_the_version_that_her_path_followed_then() throws Exception {
        String model = modelOfHerOwn();
        String text = io.flywheel.api.model.Models.text("aarrr").replace("id: aarrr", "id: " + model);
        ledger.append(
                "model:" + model,
                new ModelPublished(model, 1, text, "1", "test"),
                new ModelActivated(model, 1, "test"));
        append(
                new LifecycleOpened("shop", List.of(new ModelRef(model, 1))),
                recorded(order("o1-" + stream, "2026-01-02T00:00:00Z", "10.00", "CNY")));
        long first = append(recorded(order("o2-" + stream, "2026-01-03T00:00:00Z", "10.00", "CNY")));
        ledger.append(
                "model:" + model,
                new ModelPublished(model, 2, text.replace(">= 2", ">= 3"), "2", "test"),
                new ModelActivated(model, 2, "test"));
        long activated = append(recorded(touchpoint("p-" + stream, "Liked", "2026-01-03T01:00:00Z")));
        append(new ModelAdopted(model, 2, List.of()));
        String at = "2026-01-10";
        for (long known : List.of(first, activated)) {
            why("at", at, "model", model, "knownAt", "position:" + known)
                    .andExpect(jsonPath("$.version").value(1))
                    .andExpect(jsonPath("$.adopted").value(true))
                    .andExpect(jsonPath("$.rule.expression").value(SECOND_ORDER));
        }
        why("at", at, "model", model)
                .andExpect(jsonPath("$.version").value(2))
                .andExpect(jsonPath("$.stage").value("activation"))
                .andExpect(jsonPath("$.next[2].lacks[0].needed").value(">= 3"));
        why("at", at)
                .andExpect(jsonPath("$.model").value("aarrr"))
                .andExpect(jsonPath("$.adopted").value(false));
        ask("/why", "model", model, "knownAt", "position:5").andExpect(status().isNotFound());
    }
}
