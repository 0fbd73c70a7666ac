package io.flywheel.command.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import io.flywheel.api.EventFormat;
import io.flywheel.api.definition.ModelFile;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.store.TestStore;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A crowd that adopts another version of a model: recorded, asked to, and looked at in the ledger, for two tests. */
final class AdoptingPeople {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Map<String, StageModel> MODELS = new java.util.HashMap<>();

    private final MockMvc http;
    private final TouchpointRecorder recorder;
    private final JdbcTemplate jdbc;

    AdoptingPeople(WebApplicationContext context, TouchpointRecorder recorder, JdbcTemplate jdbc) {
        this.http = MockMvcBuilders.webAppContextSetup(context).build();
        this.recorder = recorder;
        this.jdbc = jdbc;
    }

    void record(String crowd, int people, int rounds, Random random) {
        for (int round = 0; round < rounds; round++) {
            for (int from = 0; from < people; from += 200) {
                List<IncomingTouchpoint> batch = new ArrayList<>();
                for (int person = from; person < Math.min(people, from + 200); person++) {
                    batch.add(touchpoint(crowd + person, random));
                }
                recorder.record(new RecordTouchpoints(crowd, null, batch));
            }
        }
    }

    static IncomingTouchpoint touchpoint(String user, Random random) {
        String name = random.nextInt(3) == 0 ? "Order Completed" : "Page Viewed";
        return Calls.track(
                "m" + NEXT.incrementAndGet(),
                ExternalId.user(user),
                name,
                START.plus(Duration.ofHours(random.nextInt(24 * 120))));
    }

    static String anotherText() {
        return Versions.secondText("aarrr") + "# " + NEXT.incrementAndGet() + "\n";
    }

    int publish(String text) throws Exception {
        return send(put("/api/models/aarrr").contentType("application/yaml").content(text))
                .get("version")
                .asInt();
    }

    JsonNode activate(int version) throws Exception {
        return send(post("/api/models/aarrr/activate?version=" + version));
    }

    JsonNode progress() throws Exception {
        return send(get("/api/models/aarrr")).get("adoption");
    }

    JsonNode awaitDone() {
        return await().atMost(Duration.ofMinutes(2))
                .until(this::progress, now -> now.get("state").asString().equals("done"));
    }

    JsonNode send(RequestBuilder request) throws Exception {
        var response = http.perform(request).andReturn().getResponse();
        assertThat(response.getStatus()).as(response.getContentAsString()).isBetween(200, 299);
        return JsonMapper.shared().readTree(response.getContentAsByteArray());
    }

    /** Opened under it, or adopted it once since it was last activated, and the path is the fold under it. */
    void everybodyIsUnder(int version, String text) {
        long activated = jdbc.queryForObject(
                "SELECT MAX(position) FROM ledger_event WHERE type = 'ModelActivated' AND stream = 'model:aarrr'",
                Long.class);
        Map<String, Integer> adopted = new LinkedHashMap<>();
        jdbc.query(
                "SELECT stream FROM ledger_event WHERE type = 'ModelAdopted' AND position > ?" + " AND "
                        + TestStore.utf8("payload") + " LIKE '%\"aarrr\"%'",
                row -> {
                    adopted.merge(row.getString(1), 1, Integer::sum);
                },
                activated);
        assertThat(adopted.values()).as("adoptions per person").containsOnly(1);
        streams().forEach((stream, events) -> {
            assertThat(versionOf(events)).as(stream).isEqualTo(version);
            assertThat(History.of(events.stream()).path("aarrr"))
                    .as(stream)
                    .isEqualTo(
                            History.of(events.stream()).touchpoints().isEmpty()
                                    ? List.of()
                                    : folded(events, text, version));
        });
    }

    static int versionOf(List<LifecycleEvent> events) {
        int version = 0;
        for (LifecycleEvent event : events) {
            if (event instanceof LifecycleOpened opened) {
                version = opened.models().getFirst().version();
            } else if (event instanceof ModelAdopted adopted && adopted.model().equals("aarrr")) {
                version = adopted.version();
            }
        }
        return version;
    }

    static Object folded(List<LifecycleEvent> events, String text, int version) {
        StageModel model = MODELS.computeIfAbsent(text, t -> ModelFile.read("a.yaml", version, t));
        return RecordedPathTest.shown(model, History.of(events.stream()).touchpoints(), List.of());
    }

    Map<String, List<LifecycleEvent>> streams() {
        Map<String, List<LifecycleEvent>> streams = new LinkedHashMap<>();
        jdbc.query(
                "SELECT stream, type, payload FROM ledger_event WHERE stream_type = 'UserLifecycle'"
                        + " ORDER BY stream, sequence",
                row -> {
                    streams.computeIfAbsent(row.getString(1), s -> new ArrayList<>())
                            .add((LifecycleEvent) EventFormat.read(row.getString(2), row.getBytes(3)));
                });
        return streams;
    }
}
