package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is explained over HTTP is what was recorded, and its causes are what was sent. */
class WhyE2E {
    private static final int PEOPLE = 60;
    private static final Instant START = Instant.parse("2025-01-01T08:00:00Z");
    private static final String[] EVENTS = {
        "Order Completed",
        "Product Viewed",
        "Signed Up",
        "Subscription Cancelled",
        "Message Sent",
        "Liked",
        "Invite Sent"
    };

    @TempDir
    static Path data;

    private static Running flywheel;
    private static Http http;
    private static long half;

    @BeforeAll
    static void people_live() {
        flywheel = Running.on(data, "--flywheel.demo=none");
        http = flywheel.http();
        http.post("/api/models/flywheel/activate", "application/json", "");
        half = live(new Random(5));
        live(new Random(6));
        http.awaitCaughtUp();
    }

    @AfterAll
    static void stop() {
        flywheel.close();
    }

    /** In any order of time, so that much comes late. @return the position that was reached */
    private static long live(Random random) {
        StringBuilder batch = new StringBuilder();
        for (int i = 0; i < PEOPLE * 12; i++) {
            Instant at = START.plus(Duration.ofHours(random.nextInt(24 * 400)));
            batch.append(i == 0 ? "" : ",")
                    .append("""
                    {"type":"track","messageId":"%d-%d","userId":"p%d","event":"%s","timestamp":"%s",
                     "properties":{"revenue":"5.00","currency":"EUR"}}""".formatted(i, random.nextInt(), i % PEOPLE, EVENTS[random.nextInt(EVENTS.length)], at));
        }
        return http.post("/v1/batch", "application/json", "{\"batch\":[" + batch + "]}")
                .get("position")
                .asLong();
    }

    @Test
    void for_everybody_at_any_time_as_known_at_any_position_the_explained_stage_is_the_recorded_one() {
        Random random = new Random(7);
        for (int i = 0; i < PEOPLE; i++) {
            String asked = "?at=" + START.plus(Duration.ofHours(random.nextInt(24 * 500)))
                    + (random.nextBoolean() ? "&knownAt=position:" + half : "");
            JsonNode stages = http.json("/api/users/p" + i + asked).get("stages");
            for (String model : new String[] {"aarrr", "five-stage", "flywheel"}) {
                JsonNode why = http.json("/api/users/p" + i + "/why" + asked + "&model=" + model);
                JsonNode recorded = stages.valueStream()
                        .filter(stage -> stage.get("model").asString().equals(model))
                        .findFirst()
                        .orElse(null);
                String who = "p" + i + asked + " under " + model;
                if (recorded == null) {
                    assertThat(why.get("stage").isNull()).as(who).isTrue();
                } else {
                    assertThat(why.get("stage")).as(who).isEqualTo(recorded.get("stage"));
                    assertThat(why.get("since")).as(who).isEqualTo(recorded.get("since"));
                    assertThat(why.at("/rule/name")).as(who).isEqualTo(recorded.get("rule"));
                    assertThat(why.get("version")).as(who).isEqualTo(recorded.get("version"));
                }
            }
        }
    }

    @Test
    void the_causes_are_named_as_their_sender_named_them_and_stand_in_the_timeline() {
        http.post("/v1/batch", "application/json", """
                {"batch":[
                 {"type":"track","messageId":"why-1","userId":"ada","event":"Order Completed","timestamp":"2025-03-01T00:00:00Z"},
                 {"type":"track","messageId":"why-2","userId":"ada","event":"Order Completed","timestamp":"2025-03-02T00:00:00Z"}]}""");
        http.awaitCaughtUp();
        JsonNode causes = http.json("/api/users/ada/why?at=2025-03-03").get("causes");
        assertThat(causes.findValuesAsString("messageId")).containsExactly("why-2", "why-1");
        JsonNode timeline = http.json("/api/users/ada/timeline?type=TouchpointRecorded&order=desc")
                .get("items");
        assertThat(timeline.findValuesAsString("position")).isEqualTo(causes.findValuesAsString("position"));
        assertThat(timeline.findValuesAsString("key")).isEqualTo(causes.findValuesAsString("key"));
    }
}
