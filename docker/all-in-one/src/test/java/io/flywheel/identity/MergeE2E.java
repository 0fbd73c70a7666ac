package io.flywheel.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.Http;
import io.flywheel.Running;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class MergeE2E {
    private static final String JSON = "application/json";

    /** Before anybody has been silent for long. */
    private static final String AT = "2026-01-10T00:00:00Z";

    @TempDir
    static Path data;

    private static Running flywheel;
    private static Http http;

    @BeforeAll
    static void start() {
        flywheel = Running.on(data, "--flywheel.demo=none");
        http = flywheel.http();
    }

    @AfterAll
    static void stop() {
        flywheel.close();
    }

    private static JsonNode order(String id, String user, String revenue, String at) {
        return http.post("/v1/track", JSON, """
                {"messageId":"%s",%s,"event":"Order Completed","timestamp":"%s",
                 "properties":{"order_id":"%s","revenue":"%s","currency":"EUR"}}""".formatted(id, user, at, id, revenue));
    }

    private static JsonNode call(String path, String body) {
        return http.post(path, JSON, body);
    }

    private static JsonNode person(String id, long position) {
        return http.json("/api/users/" + id + "?at=" + AT + "&after=" + position);
    }

    @Test
    void figures_stages_scores_and_story_follow_a_merge_and_a_split() {
        order("f1", "\"anonymousId\":\"f-phone\"", "10.00", "2026-01-01T00:00:00Z");
        long two = order("f2", "\"userId\":\"f-ada\"", "5.00", "2026-01-02T00:00:00Z")
                .get("position")
                .asLong();
        long people =
                http.json("/api/stages?model=aarrr&after=" + two).get("people").asLong();

        long merged = call("/v1/identify", """
                {"messageId":"f3","userId":"f-ada","anonymousId":"f-phone"}""").get("position").asLong();

        JsonNode ada = person("f-ada", merged);
        assertThat(ada.get("orders").asInt()).isEqualTo(2);
        assertThat(ada.at("/value/0/amount").asString()).isEqualTo("15.00");
        assertThat(ada.toString()).contains("\"stage\":\"revenue\"");
        assertThat(http.json("/api/stages?model=aarrr&after=" + merged)
                        .get("people")
                        .asLong())
                .isEqualTo(people - 1);
        assertThat(http.json("/api/ltv/users/f-ada?after=" + merged).toString()).contains("15.00");
        assertThat(http.json("/api/users/anonymousId:f-phone/why?model=aarrr&at=" + AT)
                        .get("stage")
                        .asString())
                .isEqualTo("revenue");
        assertThat(http.json("/api/users/f-ada?knownAt=position:" + two)
                        .get("orders")
                        .asInt())
                .isEqualTo(1);

        long split = call("/api/users/f-ada/split", "{}").get("position").asLong();

        assertThat(person("f-ada", split).get("orders").asInt()).isEqualTo(1);
        assertThat(person("anonymousId:f-phone", split).at("/value/0/amount").asString())
                .isEqualTo("10.00");
        assertThat(http.json("/api/stages?model=aarrr&after=" + split)
                        .get("people")
                        .asLong())
                .isEqualTo(people);
        assertThat(http.json("/api/users/f-ada?knownAt=position:" + merged)
                        .get("orders")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void a_link_that_waited_in_quarantine_is_carried_out_once_its_people_are_merged() {
        order("w1", "\"userId\":\"w-ada\"", "1.00", "2026-01-01T00:00:00Z");
        order("w2", "\"userId\":\"w-bea\"", "1.00", "2026-01-01T00:00:00Z");
        JsonNode waits = call("/v1/alias", """
                {"messageId":"w3","userId":"w-ada","previousId":"w-bea"}""");
        assertThat(waits.get("quarantined").asInt()).isEqualTo(1);
        assertThat(http.text("/api/quarantine?reason=merge-needed")).contains("w-bea");

        long merged = call("/api/users/w-ada/merge", "{\"with\":\"w-bea\"}")
                .get("position")
                .asLong();

        assertThat(person("w-bea", merged).get("orders").asInt()).isEqualTo(2);
        assertThat(http.json("/api/quarantine?reason=merge-needed&state=open").get("items"))
                .isEmpty();
        assertThat(http.text("/api/users/w-ada/timeline?limit=100&type=TouchpointRecorded&after=" + merged))
                .contains("ALIAS");
    }

    @Test
    void what_cannot_be_done_is_told_with_what_to_do() {
        order("p1", "\"userId\":\"p-ada\"", "1.00", "2026-01-01T00:00:00Z");
        assertThat(http.problem("/api/users/p-nobody/merge", JSON, "{\"with\":\"p-ada\"}", 404)
                        .get("detail")
                        .asString())
                .contains("p-nobody");
        assertThat(http.problem("/api/users/p-ada/merge", JSON, "{}", 400)
                        .get("detail")
                        .asString())
                .contains("\"with\"");
        assertThat(http.problem("/api/users/p-ada/split", JSON, "{}", 409)
                        .get("detail")
                        .asString())
                .contains("Name the ids");
        assertThat(http.problem("/api/users/p-ada/split", JSON, "{\"ids\":[\"p-ada\"]}", 409)
                        .get("detail")
                        .asString())
                .contains("at least one");
    }
}
