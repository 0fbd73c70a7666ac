package io.flywheel.query.timeline;

import static io.flywheel.query.PersonWorld.KEYS;
import static io.flywheel.query.PersonWorld.SEALS;
import static io.flywheel.query.PersonWorld.order;
import static io.flywheel.query.PersonWorld.recorded;
import static io.flywheel.query.PersonWorld.touchpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.privacy.Place;
import io.flywheel.api.privacy.Sealed;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.query.platform.LedgerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Everything that happened to somebody, as it is known now and as it was known then. */
class TimelineApiIT extends PersonOverHttp {
    @Test
    void a_timeline_tells_each_event_with_both_times() throws Exception {
        Touchpoint buy = order("o-" + stream, "2026-05-01T10:00:00Z", "12.50", "CNY");
        append(recorded(buy), entered(null, "activation", buy));
        ask("/timeline", "type", "TouchpointRecorded,StageEntered")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items", hasSize(2)))
                .andExpect(jsonPath("$.items[0].position").value(last - 1))
                .andExpect(jsonPath("$.items[0].type").value("TouchpointRecorded"))
                .andExpect(jsonPath("$.items[0].occurredAt").value("2026-05-01T10:00:00Z"))
                .andExpect(jsonPath("$.items[0].recordedAt").exists())
                .andExpect(jsonPath("$.items[0].title", containsString("Completed an order, 12.50 CNY")))
                .andExpect(jsonPath("$.items[0].money.amount").value("12.50"))
                .andExpect(jsonPath("$.items[0].money.currency").value("CNY"))
                .andExpect(jsonPath("$.items[0].key").value(buy.key().toString()))
                .andExpect(jsonPath("$.items[0].channel").value("web"))
                .andExpect(jsonPath("$.items[0].source").value("shop"))
                .andExpect(jsonPath("$.items[0].voided").value(false))
                .andExpect(jsonPath("$.items[1].title").value("Entered Activation (AARRR)"))
                .andExpect(jsonPath("$.items[1].model").value("aarrr"))
                .andExpect(jsonPath("$.items[1].to").value("activation"))
                .andExpect(jsonPath("$.items[1].rule").value("rule-activation"))
                .andExpect(jsonPath("$.next").value(nullValue()))
                .andExpect(jsonPath("$.position").value(last));
    }

    @Test
    void what_was_sent_beside_the_facts_is_told_only_where_it_is_asked_for_and_while_its_key_lives() throws Exception {
        Touchpoint told = touchpoint("a-" + stream, "Liked", "2026-05-01T10:00:00Z");
        KeyName key = KeyName.random();
        Sealed rest = SEALS.seal(key, Place.of(told.key()), "{\"traits\":{\"size\":1.2345678901234567890}}")
                .orElseThrow();
        append(
                new TouchpointRecorded(told, rest, "digest", List.of(0), null),
                recorded(touchpoint("b-" + stream, "Liked", "2026-05-01T11:00:00Z")));
        ask("/timeline", "type", "TouchpointRecorded")
                .andExpect(jsonPath("$.items[0].sealed").doesNotExist());
        ask("/timeline", "type", "TouchpointRecorded", "sealed", "true")
                .andExpect(content().string(containsString("\"sealed\":{\"traits\":{\"size\":1.234567890123456789")))
                .andExpect(jsonPath("$.items[0].erased").doesNotExist());
        ask("/timeline", "format", "csv", "sealed", "true")
                .andExpect(content().string(containsString("\"{\"\"traits\"\":{")));

        KEYS.destroy(key);
        ask("/timeline", "type", "TouchpointRecorded", "sealed", "true")
                .andExpect(jsonPath("$.items[0].erased").value(true))
                .andExpect(jsonPath("$.items[0].sealed").doesNotExist())
                .andExpect(jsonPath("$.items[0].name").value("Liked"))
                .andExpect(jsonPath("$.items[1].erased").doesNotExist());
        ask("/timeline", "sealed", "perhaps").andExpect(status().isBadRequest());
    }

    @Test
    void titles_are_chinese_for_those_who_ask_for_chinese() throws Exception {
        Touchpoint buy = order("o-" + stream, "2026-05-01T10:00:00Z", "12.50", "CNY");
        append(recorded(buy), entered(null, "activation", buy));
        mvc.perform(get("/api/users/{id}/timeline", user)
                        .param("after", Long.toString(last))
                        .param("order", "desc")
                        .header("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5"))
                .andExpect(jsonPath("$.items[?(@.type == 'StageEntered')].title", contains("进入「激活」（海盗模型）")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"asc", "desc"})
    void pages_meet_without_gap_or_repeat_where_many_events_have_one_time(String order) throws Exception {
        append(IntStream.range(0, 57)
                .mapToObj(number -> recorded(touchpoint(
                        stream + number, "Liked", number % 3 == 0 ? "2026-04-01T00:00:00Z" : "2026-04-01T00:00:01Z")))
                .toArray());
        List<Long> seen = new ArrayList<>();
        List<String> times = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    answer("/timeline", "order", order, "limit", "10", "cursor", cursor, "type", "TouchpointRecorded");
            page.get("items").forEach(item -> {
                seen.add(item.get("position").asLong());
                times.add(item.get("occurredAt").asString()
                        + String.format("%09d", item.get("position").asLong()));
            });
            cursor = page.get("next").isNull() ? "" : page.get("next").asString();
            // What happens meanwhile does not move the pages that follow.
            append(recorded(touchpoint(stream + "later" + seen.size(), "Liked", "2026-04-01T00:00:00.5Z")));
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(57).doesNotHaveDuplicates();
        assertThat(times)
                .isSortedAccordingTo(
                        order.equals("asc")
                                ? java.util.Comparator.naturalOrder()
                                : java.util.Comparator.reverseOrder());
    }

    @Test
    void what_was_voided_later_was_not_yet_voided_then() throws Exception {
        Touchpoint wrong = touchpoint("w-" + stream, "Signed Up", "2026-03-01T00:00:00Z");
        long before = append(recorded(wrong));
        append(new TouchpointVoided(wrong, "test data", "ops", null, null, null));
        ask("/timeline", "type", "TouchpointRecorded")
                .andExpect(jsonPath("$.items[0].voided").value(true));
        ask("/timeline", "knownAt", "position:" + before)
                .andExpect(jsonPath("$.position").value(before))
                .andExpect(jsonPath("$.items[?(@.type == 'TouchpointRecorded')].voided", contains(false)))
                .andExpect(jsonPath("$.items[?(@.type == 'TouchpointVoided')]", hasSize(0)));
        ask("").andExpect(jsonPath("$.touchpoints").value(0));
        ask("", "knownAt", "position:" + before)
                .andExpect(jsonPath("$.touchpoints").value(1));
    }

    @Test
    void an_instant_of_knowledge_shows_what_was_recorded_at_or_before_it() throws Exception {
        LedgerEvent first = ledger.append(stream, recorded(touchpoint("1" + stream, "Liked", "2026-03-03T00:00:00Z")))
                .getFirst();
        append(recorded(touchpoint("2" + stream, "Liked", "2026-02-02T00:00:00Z")));
        ask(
                        "/timeline",
                        "type",
                        "TouchpointRecorded",
                        "knownAt",
                        first.recordedAt().toString())
                .andExpect(jsonPath("$.position").value(first.position()))
                .andExpect(jsonPath("$.items", hasSize(1)))
                .andExpect(jsonPath("$.items[0].occurredAt").value("2026-03-03T00:00:00Z"));
    }

    @Test
    void a_corrected_step_is_marked_once_the_correction_is_known() throws Exception {
        Touchpoint buy = order("o-" + stream, "2026-02-01T00:00:00Z", "5", "CNY");
        StageEntered wrong = entered("acquisition", "revenue", buy);
        long before = append(recorded(buy), wrong);
        append(new PathCorrected(
                "aarrr",
                1,
                List.of(wrong.transition()),
                List.of(entered("acquisition", "activation", buy).transition())));
        ask("/timeline", "type", "StageEntered")
                .andExpect(jsonPath("$.items[0].withdrawn").value(true));
        ask("/timeline", "type", "StageEntered", "knownAt", "position:" + before)
                .andExpect(jsonPath("$.items[0].withdrawn").value(false));
        ask("", "at", "2026-02-02").andExpect(jsonPath("$.stages[0].stage").value("activation"));
        ask("", "at", "2026-02-02", "knownAt", "position:" + before)
                .andExpect(jsonPath("$.stages[0].stage").value("revenue"));
    }

    @Test
    void a_whole_story_of_many_chunks_is_exported_as_csv_and_as_lines_of_json() throws Exception {
        append(IntStream.range(0, 1_203)
                .mapToObj(number -> recorded(
                        touchpoint(stream + number, "Said \"hi\", twice", "2026-04-01T00:00:0" + number % 2 + "Z")))
                .toArray());
        String csv = mvc.perform(get("/api/users/{id}/timeline", user)
                        .param("after", Long.toString(last))
                        .param("type", "TouchpointRecorded")
                        .header("Accept", "text/csv"))
                .andExpect(status().isOk())
                .andExpect(content().contentType("text/csv;charset=UTF-8"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        List<String> lines = csv.lines().toList();
        assertThat(lines).hasSize(1_204).doesNotHaveDuplicates();
        assertThat(lines.getFirst()).startsWith("position,type,occurredAt,recordedAt,title,name");
        assertThat(lines.get(1))
                .contains("TouchpointRecorded,2026-04-01T00:00:00Z,")
                .contains("\"Said \"\"hi\"\", twice\"");

        String ndjson = mvc.perform(get("/api/users/{id}/timeline", user)
                        .param("order", "desc")
                        .header("Accept", "application/x-ndjson"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(ndjson.lines())
                .hasSize(1_205)
                .allSatisfy(line -> assertThat(json.readTree(line).has("title")).isTrue());
        assertThat(mvc.perform(get("/api/users/{id}/timeline?format=csv", user))
                        .andReturn()
                        .getResponse()
                        .getContentAsString()
                        .lines())
                .hasSize(1_206);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order=up",
                "limit=0",
                "limit=many",
                "type=Gossip",
                "cursor=abc",
                "from=yesterday",
                "knownAt=soon"
            })
    void a_question_that_cannot_be_understood_is_a_400_that_names_the_parameter(String wrong) throws Exception {
        String[] parts = wrong.split("=");
        ask("/timeline", parts)
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.parameter").value(parts[0]))
                .andExpect(jsonPath("$.detail", containsString(wrong.startsWith("cursor") ? "next" : wrong)));
    }
}
