package io.flywheel.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.Http;
import io.flywheel.Running;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.TouchpointKind;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What somebody sees who has just started the product and typed nothing yet. */
class FirstPageE2E {
    /** Ids that only a store itself can make up, and parameters whose values only an earlier answer can give. */
    private static final Set<String> MADE_BY_THE_STORE =
            Set.of("/api/imports/{id}", "/api/quarantine/{id}", "/api/replays/{id}");

    private static final Set<String> FROM_AN_EARLIER_ANSWER = Set.of("cursor", "after", "knownAt");

    @TempDir
    static Path data;

    private static Running flywheel;
    private static Http http;
    private static IncomingTouchpoint somebodyKnown;

    @BeforeAll
    static void start_without_any_option() {
        flywheel = Running.on(data);
        http = flywheel.http();
        await("the shop is loaded")
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> http.json("/api/demo").get("state").asString(), "loaded"::equals);
        http.awaitCaughtUp();
        somebodyKnown = somebodyWithAShortStory(
                new Shop().historyUntil(DemoNote.read(data).orElseThrow().today()));
    }

    /** Known by name, and told on one page. */
    private static IncomingTouchpoint somebodyWithAShortStory(List<IncomingTouchpoint> history) {
        Map<ExternalId, Long> lengths = history.stream()
                .collect(Collectors.groupingBy(each -> each.ids().getFirst(), Collectors.counting()));
        return history.stream()
                .filter(each -> each.kind() == TouchpointKind.IDENTIFY)
                .filter(each -> lengths.get(each.ids().getFirst()) < 10)
                .findFirst()
                .orElseThrow();
    }

    @AfterAll
    static void stop() {
        flywheel.close();
    }

    @Test
    void the_shop_has_two_thousand_people_in_both_models_and_in_the_one_for_shops() {
        for (String model : List.of("aarrr", "five-stage", "ecommerce")) {
            assertThat(http.json("/api/stages?model=" + model).get("people").asInt())
                    .isEqualTo(2_000);
        }
        assertThat(flywheel.count("LifecycleOpened")).isEqualTo(2_000);
        assertThat(http.json("/api/demo").get("population").asString()).isEqualTo("shop");
    }

    @Test
    void the_shop_is_recorded_to_its_last_touchpoint_and_takes_no_stage_back() {
        assertThat(flywheel.count("TouchpointRecorded"))
                .isEqualTo(http.json("/api/demo").get("touchpoints").asLong());
        assertThat(flywheel.count("PathCorrected")).isZero();
    }

    @Test
    void the_first_page_shows_the_stages_and_needs_no_other_host() {
        HttpResponse<String> page = http.get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).contains("text/html");
        assertThat(page.body()).containsIgnoringCase("activation").containsIgnoringCase("churn");
        assertThat(page.body()).doesNotContainPattern("(?:src|href)=\"(?:https?:)?//");
    }

    @Test
    void the_page_of_buyers_names_every_segment_that_the_answer_has() {
        String page = http.text("/rfm");
        JsonNode answer = http.json("/api/rfm");
        assertThat(answer.get("people").asInt()).isGreaterThan(500);
        assertThat(answer.get("segments"))
                .hasSize(11)
                .allSatisfy(segment -> assertThat(page)
                        .contains("data-segment=\"" + segment.get("segment").asString() + "\""));
    }

    @Test
    void the_page_of_value_finds_in_the_answer_what_it_shows() {
        assertThat(http.text("/value")).contains("data-tile=\"topTenth\"");
        for (String by : List.of("channel", "stage", "segment")) {
            JsonNode answer = http.json("/api/ltv?interval=month&by=" + by);
            assertThat(answer.get("groups")).isNotEmpty();
            assertThat(answer.get("periods")
                            .valueStream()
                            .toList()
                            .getLast()
                            .get("newBuyers")
                            .isNumber())
                    .isTrue();
            assertThat(answer.at("/cohorts/0/cells/0/perBuyer/amount").asString())
                    .isNotEmpty();
            assertThat(answer.at("/habits/topTenthShare").asDouble()).isPositive();
        }
    }

    @Test
    void a_person_s_page_tells_her_story() {
        HttpResponse<String> page =
                http.get("/users/" + somebodyKnown.ids().getFirst().value());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).containsIgnoringCase("signed up");
    }

    @Test
    void a_path_that_leads_nowhere_is_answered_by_a_problem_document() {
        HttpResponse<String> answer = http.get("/api/nothing-here");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("application/problem+json");
    }

    @Test
    void every_example_of_a_question_in_the_api_description_runs() {
        JsonNode api = http.json("/v3/api-docs");
        List<String> failures = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        api.get("paths").properties().forEach(path -> {
            JsonNode get = path.getValue().get("get");
            if (get == null || MADE_BY_THE_STORE.contains(path.getKey())) {
                return;
            }
            for (String question : questions(path.getKey(), get.path("parameters"))) {
                asked.add(question);
                int status = http.get(question).statusCode();
                if (status >= 400) {
                    failures.add(status + " " + question);
                }
            }
        });
        assertThat(failures).isEmpty();
        assertThat(asked)
                .anyMatch(each -> each.startsWith("/api/stages/history"))
                .anyMatch(each -> each.endsWith("/timeline"));
    }

    /** The bare question, and one more for each optional parameter that has an example. */
    private static List<String> questions(String template, JsonNode parameters) {
        String path = template;
        Map<String, String> required = new LinkedHashMap<>();
        Map<String, String> optional = new LinkedHashMap<>();
        for (JsonNode parameter : parameters) {
            String name = parameter.get("name").asString();
            String example =
                    name.equals("userId") ? somebodyKnown.ids().getFirst().value() : example(parameter);
            switch (parameter.get("in").asString()) {
                case "path" -> path = path.replace("{" + name + "}", example);
                case "query" -> {
                    if (parameter.path("required").asBoolean(false)) {
                        required.put(name, example);
                    } else if (!example.isEmpty() && !FROM_AN_EARLIER_ANSWER.contains(name)) {
                        optional.put(name, example);
                    }
                }
                default -> {}
            }
        }
        List<String> questions = new ArrayList<>();
        String bare = path + (required.isEmpty() ? "" : "?" + Http.query(required));
        questions.add(bare);
        optional.forEach((name, value) ->
                questions.add(bare + (required.isEmpty() ? "?" : "&") + Http.query(Map.of(name, value))));
        return questions;
    }

    private static String example(JsonNode parameter) {
        if (parameter.has("example")) {
            return parameter.get("example").asString();
        }
        if (parameter.has("examples")) {
            return parameter
                    .get("examples")
                    .valueStream()
                    .findFirst()
                    .map(each -> each.path("value").asString(""))
                    .orElse("");
        }
        JsonNode schema = parameter.path("schema");
        return schema.has("example")
                ? schema.get("example").asString()
                : schema.path("default").asString("");
    }
}
