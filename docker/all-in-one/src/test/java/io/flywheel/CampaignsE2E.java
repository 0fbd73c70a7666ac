package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What somebody finds who wants to address people, and tries the examples of the API's own page. */
class CampaignsE2E {
    private static final String CURL_BY_DEFAULT = "application/x-www-form-urlencoded";

    @TempDir
    Path data;

    @Test
    void the_win_back_is_active_and_survives_a_restart_paused_as_it_was_left() {
        try (Running flywheel = Running.on(data, "--flywheel.demo=none")) {
            JsonNode all = flywheel.http().json("/api/campaigns");
            assertThat(all).hasSize(6);
            assertThat(all.get(0).get("id").asString()).isEqualTo("win-back");
            assertThat(all.get(0).get("state").asString()).isEqualTo("active");
            flywheel.http().post("/api/campaigns/win-back/pause", "application/json", "");
            flywheel.http().post("/api/sending/stop", "application/json", "{\"reason\":\"the wrong offer\"}");
        }
        try (Running flywheel = Running.on(data, "--flywheel.demo=none")) {
            Http http = flywheel.http();
            JsonNode winBack = http.json("/api/campaigns/win-back");
            assertThat(winBack.get("state").asString()).isEqualTo("paused");
            assertThat(winBack.get("versions")).hasSize(1);
            assertThat(http.json("/api/sending").get("stopped").asBoolean()).isTrue();
            assertThat(http.post("/api/sending/resume", "application/json", "")
                            .get("stopped")
                            .asBoolean())
                    .isFalse();
            assertThat(http.post("/api/campaigns/win-back/activate", "application/json", "")
                            .get("state")
                            .asString())
                    .isEqualTo("active");
        }
    }

    @Test
    void the_example_is_checked_and_published_and_activated_whatever_type_curl_says_it_has() {
        try (Running flywheel = Running.on(data, "--flywheel.demo=none")) {
            Http http = flywheel.http();
            JsonNode put = http.json("/v3/api-docs").at("/paths/~1api~1campaigns~1{id}/put");
            String yaml =
                    put.at("/requestBody/content/application~1yaml/example").asString();
            for (String type : List.of("application/yaml", CURL_BY_DEFAULT)) {
                String longer = yaml + "holdOut: 5%\n# " + type + "\n";
                assertThat(http.post("/api/campaigns/say-hello/check", type, longer)
                                .get("good")
                                .asBoolean())
                        .as(type)
                        .isTrue();
                assertThat(http.put("/api/campaigns/say-hello", type, longer)
                                .get("text")
                                .asString())
                        .isEqualTo(longer);
            }
            JsonNode active = http.post("/api/campaigns/say-hello/activate?version=1", "application/json", "");
            assertThat(active.get("state").asString()).isEqualTo("active");
            assertThat(active.get("versions")).hasSize(2);
        }
    }
}
