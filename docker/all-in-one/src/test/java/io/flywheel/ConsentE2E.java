package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people allow is sent on one side and told on the other, with everything else that is known of them. */
class ConsentE2E {
    private static final String JSON = "application/json";

    @TempDir
    static Path data;

    private static Running flywheel;
    private static Http http;

    @BeforeAll
    static void some_people_are_known() {
        flywheel = Running.on(data, "--flywheel.demo=none");
        http = flywheel.http();
    }

    @AfterAll
    static void stop() {
        flywheel.close();
    }

    private static JsonNode identify(String user) {
        return http.post("/v1/identify", JSON, """
                {"messageId":"i-%1$s","userId":"%1$s","timestamp":"2026-01-01T00:00:00Z",
                 "traits":{"name":"Ada \\"of\\" 灯","email":"ada@example.org"}}""".formatted(user));
    }

    private static JsonNode say(String path, boolean granted, String at) {
        return http.put(
                "/api/users/" + path,
                JSON,
                "{\"granted\":%s,\"at\":\"%s\",\"source\":\"web-form\",\"wording\":\"2026-03\"}"
                        .formatted(granted, at));
    }

    @Test
    void what_she_says_is_told_by_every_answer_about_her() {
        identify("ada");
        say("ada/consents/email", false, "2026-02-02T00:00:00Z");
        JsonNode late = say("ada/consents/email", true, "2026-02-01T00:00:00Z");
        assertThat(late.get("decides").asBoolean()).isFalse();
        JsonNode sms = say("ada/consents/sms", true, "2026-02-01T00:00:00Z");
        String after = "after=" + sms.get("position").asLong();

        JsonNode now = http.json("/api/users/ada/consents?" + after).get("consents");
        assertThat(now.get(0).get("granted").asBoolean()).isFalse();
        assertThat(now.get(1).get("granted").asBoolean()).isTrue();
        JsonNode then = http.json("/api/users/ada/consents?at=2026-02-01T12:00:00Z&" + after);
        assertThat(then.get("consents").get(0).get("granted").asBoolean()).isTrue();
        assertThat(http.json("/api/users/ada/consents/email?" + after).get("changes"))
                .hasSize(2);
        assertThat(http.json("/api/users/ada?" + after).get("consents")).isEqualTo(now);
        assertThat(http.text("/api/users/ada/timeline?type=ConsentChanged&" + after))
                .contains("Withdrew consent to email (web-form, wording 2026-03)", "\"purpose\":\"sms\"");
        assertThat(http.text("/users/ada"))
                .contains("<code>email</code>", ">withdrawn</span>", ">granted</span>", "/api/users/ada/export");
    }

    @Test
    void a_touchpoint_changes_no_consent_and_a_consent_no_stage() {
        long known = identify("bea").get("position").asLong();
        JsonNode before = http.json("/api/users/bea?after=" + known).get("stages");
        long said = say("bea/consents/email", true, "2026-02-01T00:00:00Z")
                .get("position")
                .asLong();
        assertThat(said).as("one event").isEqualTo(known + 1);
        assertThat(http.json("/api/users/bea?after=" + said).get("stages")).isEqualTo(before);

        long unsubscribed = http.post(
                        "/v1/track", JSON, "{\"messageId\":\"u-bea\",\"userId\":\"bea\",\"event\":\"Unsubscribed\"}")
                .get("position")
                .asLong();
        JsonNode consents = http.json("/api/users/bea?after=" + unsubscribed).get("consents");
        assertThat(consents.get(0).get("granted").asBoolean()).isTrue();
    }

    @Test
    void an_id_with_anything_in_it_may_speak_too() {
        identify("acme/4 2");
        JsonNode said = say("acme%2F4%202/consents/win-back", true, "2026-02-01T00:00:00Z");
        assertThat(http.json("/api/users/acme%2F4%202/consents?after="
                                + said.get("position").asLong())
                        .get("consents"))
                .hasSize(1);
    }

    @Test
    void an_export_has_what_was_sent_of_her_and_nothing_of_others() {
        identify("cleo");
        identify("dan");
        JsonNode said = say("cleo/consents/email", true, "2026-02-01T00:00:00Z");
        HttpResponse<String> file =
                http.get("/api/users/cleo/export?after=" + said.get("position").asLong());
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"person-export.json\"");
        assertThat(file.headers().firstValue("Cache-Control")).hasValue("no-store");
        JsonNode export = JsonMapper.shared().readTree(file.body());
        assertThat(export.get("complete").asBoolean()).isTrue();
        assertThat(export.at("/identities/0/value").asString()).isEqualTo("cleo");
        assertThat(export.at("/touchpoints/0/sent/traits/name").asString()).isEqualTo("Ada \"of\" 灯");
        assertThat(export.at("/consents/0/state/granted").asBoolean()).isTrue();
        assertThat(file.body()).doesNotContain("dan", "acme");
    }
}
