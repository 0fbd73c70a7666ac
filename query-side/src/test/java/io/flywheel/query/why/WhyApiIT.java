package io.flywheel.query.why;

import static io.flywheel.query.PersonWorld.order;
import static io.flywheel.query.PersonWorld.recorded;
import static io.flywheel.query.PersonWorld.touchpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.api.definition.ModelActivated;
import io.flywheel.api.definition.ModelPublished;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.model.ModelRef;
import io.flywheel.api.touchpoint.Sealed;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.query.PersonWorld;
import io.flywheel.query.timeline.PersonOverHttp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.ResultActions;
import tools.jackson.databind.JsonNode;

/** Why, over HTTP; in a context of its own, since models are activated here. */
@SpringBootTest(classes = PersonWorld.class, properties = "test=why")
class WhyApiIT extends PersonOverHttp {
    private static final String SECOND_ORDER = "count(\"Order Completed\") >= 2";

    private ResultActions why(String... parameters) throws Exception {
        return ask("/why", parameters).andExpect(status().isOk());
    }

    private void twoOrders() {
        append(
                recorded(touchpoint("s-" + stream, "Signed Up", "2026-01-01T00:00:00Z")),
                withMessageId("first", order("o1-" + stream, "2026-01-02T00:00:00Z", "10.00", "CNY")),
                withMessageId("second", order("o2-" + stream, "2026-01-03T00:00:00Z", "10.00", "CNY")));
    }

    private static TouchpointRecorded withMessageId(String id, Touchpoint facts) {
        Sealed sealed = Sealed.plain("{\"messageId\":\"" + id + "\",\"receivedAt\":\"2026-01-01T00:00:00Z\"}");
        return new TouchpointRecorded(facts, sealed, "digest", List.of(0), null);
    }

    @Test
    void the_rule_is_quoted_with_its_facts_and_the_touchpoints_that_it_counted() throws Exception {
        twoOrders();
        why("at", "2026-01-10T00:00:00Z")
                .andExpect(jsonPath("$.model").value("aarrr"))
                .andExpect(jsonPath("$.version").value(1))
                .andExpect(jsonPath("$.stage").value("revenue"))
                .andExpect(jsonPath("$.title").value("Revenue"))
                .andExpect(jsonPath("$.since").value("2026-01-03T00:00:00Z"))
                .andExpect(jsonPath("$.kind").value("entered"))
                .andExpect(jsonPath("$.from").value("activation"))
                .andExpect(jsonPath("$.position").value(last))
                .andExpect(jsonPath("$.says").value("Revenue since 2026-01-03T00:00:00Z, by the rule second-order."))
                .andExpect(jsonPath("$.rule.name").value("second-order"))
                .andExpect(jsonPath("$.rule.expression").value(SECOND_ORDER))
                .andExpect(jsonPath("$.facts.length()").value(1))
                .andExpect(jsonPath("$.facts[0].fact").value("count(\"Order Completed\")"))
                .andExpect(jsonPath("$.facts[0].value").value(2))
                .andExpect(jsonPath("$.facts[0].needed").value(">= 2"))
                .andExpect(jsonPath("$.facts[0].met").value(true))
                .andExpect(jsonPath("$.causes.length()").value(2))
                .andExpect(jsonPath("$.causesInAll").value(2))
                .andExpect(jsonPath("$.causes[0].messageId").value("second"))
                .andExpect(jsonPath("$.causes[0].event").value("Order Completed"))
                .andExpect(jsonPath("$.causes[0].occurredAt").value("2026-01-03T00:00:00Z"))
                .andExpect(jsonPath("$.causes[0].position").value(last))
                .andExpect(jsonPath("$.causes[1].messageId").value("first"))
                .andExpect(jsonPath("$.silence.churnsAt").value("2026-03-04T00:00:00Z"))
                .andExpect(jsonPath("$.silence.lastActivity").value("2026-01-03T00:00:00Z"))
                .andExpect(jsonPath("$.silence.limit").value("PT1440H"));
    }

    @Test
    void what_the_next_stages_lack_is_told_term_by_term_highest_first() throws Exception {
        append(recorded(order("o1-" + stream, "2026-01-02T00:00:00Z", "10.00", "CNY")));
        JsonNode next = answer("/why", "at", "2026-01-10T00:00:00Z").get("next");
        assertThat(next.findValuesAsString("stage")).containsExactly("churn", "referral", "revenue", "retention");
        JsonNode revenue = next.get(2);
        assertThat(revenue.get("rules").findValuesAsString("name"))
                .containsExactly("second-order", "renewed-or-upgraded");
        assertThat(revenue.get("lacks").get(0)).isEqualTo(json.readTree("""
                {"rule":"second-order","fact":"count(\\"Order Completed\\")","value":1,"needed":">= 2","lacks":1}"""));
        assertThat(revenue.get("lacks").get(1)).isEqualTo(json.readTree("""
                {"rule":"renewed-or-upgraded","fact":"touchpoint.name","value":null,
                 "needed":"in [\\"Subscription Renewed\\", \\"Subscription Upgraded\\"]","lacks":null}"""));
        assertThat(next.get(3).get("lacks").get(0).toString()).contains("\"activeDays(14)\"", "\"lacks\":2");
    }

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
        String model = "shop"
                + stream.substring(0, 8).toLowerCase(java.util.Locale.ROOT).replace('_', '-');
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

    @Test
    void what_cannot_be_answered_is_a_problem_that_says_what_to_do() throws Exception {
        ask("/why", "model", "nonsense")
                .andExpect(status().isNotFound())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.detail", containsString("Active were: aarrr")));
        ask("/why", "at", "yesterday")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.parameter").value("at"));
        ask("/why", "knownAt", "position:-1").andExpect(status().isBadRequest());
        mvc.perform(get("/api/users/nobody/why"))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.tried[0]").value("userId"));
    }

    @Test
    void titles_and_the_sentence_are_in_the_language_asked_for() throws Exception {
        twoOrders();
        mvc.perform(get("/api/users/{id}/why", user)
                        .param("after", Long.toString(last))
                        .param("at", "2026-01-10")
                        .header("Accept-Language", "zh"))
                .andExpect(jsonPath("$.title").value("收入"))
                .andExpect(jsonPath("$.says").value("自 2026-01-03T00:00:00Z 起处于“收入”，依据规则 second-order。"))
                .andExpect(jsonPath("$.next[0].title").value("流失"));
    }

    @Test
    void ten_thousand_touchpoints_are_explained_in_a_moment() throws Exception {
        Instant start = Instant.parse("2025-01-01T00:00:00Z");
        List<Object> life = new ArrayList<>();
        IntStream.range(0, 9_998)
                .mapToObj(i -> recorded(touchpoint(
                        i + stream, "Page Viewed", start.plusSeconds(i * 3_600L).toString())))
                .forEach(life::add);
        life.add(recorded(order("o1-" + stream, "2026-03-01T00:00:00Z", "1", "CNY")));
        life.add(recorded(order("o2-" + stream, "2026-03-02T00:00:00Z", "1", "CNY")));
        append(life.toArray());
        why("at", "2026-03-10");
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 15; i++) {
            long began = System.nanoTime();
            why("at", "2026-03-10")
                    .andExpect(jsonPath("$.stage").value("revenue"))
                    .andExpect(jsonPath("$.touchpoints").value(10_000));
            fastest = Math.min(fastest, (System.nanoTime() - began) / 1_000_000);
        }
        System.out.println("10,000 touchpoints explained in " + fastest + " ms");
        assertThat(fastest).isLessThan(3_000);
    }

    @Test
    void of_very_many_causes_the_latest_are_shown_and_all_are_counted() throws Exception {
        String model = "often"
                + stream.substring(0, 8).toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        ledger.append(
                "model:" + model,
                new ModelPublished(model, 1, """
                        id: %s
                        titles: {en: Often}
                        silence: P60D
                        stages:
                          - {name: often, titles: {en: Often}}
                          - {name: gone, titles: {en: Gone}, lost: true}
                        rules:
                          - {name: thirty, to: often, when: 'activities >= 30 || touchpoint.score > 9'}
                        """.formatted(model), "1", "test"),
                new ModelActivated(model, 1, "test"));
        append(IntStream.range(0, 40)
                .mapToObj(i -> recorded(touchpoint(
                        i + stream,
                        "Liked",
                        Instant.parse("2026-05-01T00:00:00Z").plusSeconds(i).toString())))
                .toArray());
        why("model", model)
                .andExpect(jsonPath("$.stage").value("often"))
                .andExpect(jsonPath("$.causes.length()").value(20))
                .andExpect(jsonPath("$.causesInAll").value(30))
                .andExpect(jsonPath("$.causes[0].occurredAt").value("2026-05-01T00:00:29Z"))
                .andExpect(jsonPath("$.causes[1].occurredAt").value("2026-05-01T00:00:28Z"))
                .andExpect(jsonPath("$.facts[0].alternative").value("1.1"))
                .andExpect(jsonPath("$.facts[1].met").value(false))
                .andExpect(jsonPath("$.alternatives[0].held").value(true))
                .andExpect(jsonPath("$.alternatives[1].held").value(false));
    }
}
