package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.api.definition.ModelFile;
import io.flywheel.api.model.Models;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.model.StagePath;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.Touchpoints;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Another version of a model is activated over HTTP while people are recorded, and the product restarted meanwhile. */
class AdoptionE2E {
    private static final int PEOPLE = 1_000;
    private static final Instant START = Instant.parse("2025-01-01T08:00:00Z");
    private static final List<Instant> DATES = List.of(
            START.plus(Duration.ofDays(20)),
            START.plus(Duration.ofDays(75)),
            START.plus(Duration.ofDays(160)),
            START.plus(Duration.ofDays(700)));
    private static final String SECOND_TEXT = Models.text("aarrr")
            .replace("silence: P60D", "silence: P30D")
            .replace("{name: revenue, titles: {en: Revenue,", "{name: customer, titles: {en: Customer,")
            .replace("to: revenue", "to: customer")
            .replace("count(\"Order Completed\") >= 2", "count(\"Order Completed\") >= 3");
    private static final StageModel SECOND = ModelFile.read("aarrr.yaml", 2, SECOND_TEXT);

    @TempDir
    Path data;

    private final Random random = new Random(7);
    private final Map<String, Touchpoints> people = new LinkedHashMap<>();
    private Running flywheel;

    @AfterEach
    void stop() {
        flywheel.close();
    }

    @Test
    void everybody_is_told_under_the_activated_version_and_what_was_known_before_stays_known() {
        flywheel = Running.on(data, "--flywheel.demo=none");
        String csv = csv();
        flywheel.http()
                .finished(flywheel.http()
                        .startImport(Map.of("name", "orders", "event", "Order Completed", "currency", "EUR"), csv));
        flywheel.http().awaitCaughtUp();
        stagesAreFoldsUnder(Models.aarrr());
        long before = flywheel.http().json("/api/stages").get("position").asLong();

        flywheel.http().put("/api/models/aarrr", "application/yaml", SECOND_TEXT);
        JsonNode activated = flywheel.http().post("/api/models/aarrr/activate", "application/json", "");
        assertThat(activated.get("active").asInt()).isEqualTo(2);
        assertThat(activated.at("/adoption/state").asString()).isEqualTo("running");
        track("p1", START.plus(Duration.ofDays(33)));
        track("p2", START.plus(Duration.ofDays(400)));
        track("somebody-new", START.plus(Duration.ofDays(30)));
        restart();
        awaitAdoption(2);

        stagesAreFoldsUnder(SECOND);
        peopleAreFoldsUnder(SECOND);
        assertThat(flywheel.count("ModelAdopted")).isEqualTo(PEOPLE);
        assertThat(adoptionsOf("p1", "")).isEqualTo(1);
        assertThat(adoptionsOf("somebody-new", "")).isZero();
        whatWasKnownBeforeStaysKnown(before);

        flywheel.http().post("/api/models/aarrr/activate?version=2", "application/json", "");
        assertThat(flywheel.count("ModelAdopted")).as("it was active already").isEqualTo(PEOPLE);

        flywheel.http().post("/api/models/aarrr/activate?version=1", "application/json", "");
        awaitAdoption(1);
        stagesAreFoldsUnder(Models.aarrr());
        assertThat(flywheel.count("ModelAdopted")).isEqualTo(2 * PEOPLE + 1);
    }

    private void whatWasKnownBeforeStaysKnown(long before) {
        // p3 had no touchpoint since: what was told of her then is the fold under the first version
        for (Instant at : DATES) {
            String then = "&knownAt=position:" + before;
            assertThat(stageOf("p3", at, then)).isEqualTo(stage(Models.aarrr(), "p3", at));
            assertThat(stageOf("p3", at, "")).isEqualTo(stage(SECOND, "p3", at));
            assertThat(explained("p3", at, then, 1)).isEqualTo(stage(Models.aarrr(), "p3", at));
        }
        assertThat(adoptionsOf("p3", "&knownAt=position:" + before)).isZero();
        assertThat(adoptionsOf("p3", "")).isEqualTo(1);
    }

    private void restart() {
        flywheel.close();
        flywheel = Running.on(data, "--flywheel.demo=none");
    }

    private void awaitAdoption(int version) {
        JsonNode done = await("everybody is under version " + version)
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> flywheel.http().json("/api/models/aarrr").get("adoption"),
                        now -> now.get("state").asString().equals("done"));
        assertThat(done.get("version").asInt()).isEqualTo(version);
        assertThat(done.get("adopted").asInt()).isEqualTo(done.get("people").asInt());
        flywheel.http().awaitCaughtUp();
    }

    private void track(String user, Instant at) {
        String day = at.toString();
        flywheel.http().post("/v1/track", "application/json", """
                {"messageId":"%s-%s","userId":"%s","event":"Order Completed","timestamp":"%s",
                 "properties":{"revenue":"1.00","currency":"EUR"}}""".formatted(user, day, user, day));
        people.computeIfAbsent(user, Touchpoints::of).boughtOn(day, "1.00");
    }

    private void stagesAreFoldsUnder(StageModel model) {
        for (Instant at : DATES) {
            Map<String, Integer> expected = new TreeMap<>();
            people.keySet().forEach(person -> {
                String stage = stage(model, person, at);
                if (!stage.isEmpty()) {
                    expected.merge(stage, 1, Integer::sum);
                }
            });
            Map<String, Integer> told = new TreeMap<>();
            flywheel.http()
                    .json("/api/stages?model=aarrr&at=" + at)
                    .get("stages")
                    .forEach(stage -> {
                        if (stage.get("people").asInt() > 0) {
                            told.put(
                                    stage.get("stage").asString(),
                                    stage.get("people").asInt());
                        }
                    });
            assertThat(told).as("%s@%s at %s", model.id(), model.version(), at).isEqualTo(expected);
        }
    }

    private void peopleAreFoldsUnder(StageModel model) {
        for (String person : List.of("p1", "p2", "p3", "p700", "p999", "somebody-new")) {
            for (Instant at : DATES) {
                assertThat(stageOf(person, at, "")).as("%s at %s", person, at).isEqualTo(stage(model, person, at));
                assertThat(explained(person, at, "", model.version()))
                        .as("why %s at %s", person, at)
                        .isEqualTo(stage(model, person, at));
            }
        }
    }

    private String stage(StageModel model, String person, Instant at) {
        List<Touchpoint> touchpoints = people.get(person).list();
        StagePath path = model.fold(touchpoints, at);
        return path.stage() == null ? "" : path.stage();
    }

    private String stageOf(String person, Instant at, String more) {
        return flywheel.http()
                .json("/api/users/" + person + "?at=" + at + more)
                .get("stages")
                .valueStream()
                .filter(stage -> stage.get("model").asString().equals("aarrr"))
                .map(stage -> stage.get("stage").asString())
                .findFirst()
                .orElse("");
    }

    /** Where the explanation says that she is, under the version that it has to be told under. */
    private String explained(String person, Instant at, String more, int version) {
        JsonNode why = flywheel.http().json("/api/users/" + person + "/why?model=aarrr&at=" + at + more);
        assertThat(why.get("version").asInt()).isEqualTo(version);
        return why.get("stage").asString("");
    }

    private long adoptionsOf(String person, String more) {
        return flywheel.http()
                .json("/api/users/" + person + "/timeline?limit=100&type=ModelAdopted" + more)
                .get("items")
                .size();
    }

    /** One to seven orders each, some so far apart that one version or both count them lost in between. */
    private String csv() {
        StringBuilder csv = new StringBuilder("user_id,occurred_at,revenue\n");
        for (int person = 0; person < PEOPLE; person++) {
            Touchpoints story = Touchpoints.of("p" + person);
            Instant at = START.plus(Duration.ofHours(random.nextInt(24 * 60)));
            for (int order = random.nextInt(7); order >= 0; order--) {
                csv.append("p%d,%s,1.00%n".formatted(person, at));
                story.boughtOn(at.toString(), "1.00");
                at = at.plus(Duration.ofHours(1 + random.nextInt(24 * 75)));
            }
            people.put("p" + person, story);
        }
        return csv.toString();
    }
}
