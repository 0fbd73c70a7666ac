package io.flywheel.query.why;

import static io.flywheel.query.PersonWorld.order;
import static io.flywheel.query.PersonWorld.recorded;
import static io.flywheel.query.PersonWorld.touchpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.api.definition.ModelActivated;
import io.flywheel.api.definition.ModelPublished;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Why, over HTTP: what the answer has, and what is refused. */
class WhyApiIT extends WhyOverHttp {
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
        assertThat(fastest).as("milliseconds").isLessThan(3_000);
    }

    @Test
    void of_very_many_causes_the_latest_are_shown_and_all_are_counted() throws Exception {
        String model = modelOfHerOwn();
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
