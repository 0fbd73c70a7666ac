package io.flywheel.command.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import io.flywheel.api.EventFormat;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.definition.ModelFile;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.model.ModelRef;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.store.TestStore;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.command.CommandSideForTests;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.modelling.command.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(classes = CommandSideForTests.class)
class AdoptionIT {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final AtomicInteger NEXT = new AtomicInteger();

    @Autowired
    WebApplicationContext context;

    @Autowired
    TouchpointRecorder recorder;

    @Autowired
    AdoptionSweep sweep;

    @Autowired
    Transactions transactions;

    @Autowired
    ModelsInForce inForce;

    @Autowired
    Repository<UserLifecycle> repository;

    @Autowired
    LifecycleSurroundings around;

    @Autowired
    JdbcTemplate jdbc;

    private MockMvc http;

    @BeforeEach
    void someBody() {
        http = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @AfterEach
    void goOn() {
        if (!sweep.isRunning()) {
            sweep.start();
        }
    }

    @Test
    void everybody_adopts_once_while_touchpoints_come_in_and_the_sweep_is_interrupted_again_and_again()
            throws Exception {
        record("crowd", 3_000, 2, new Random(1));
        String text = anotherText();
        int version = publish(text);
        try (ExecutorService senders = Executors.newFixedThreadPool(2)) {
            List<Future<?>> sending = new ArrayList<>();
            for (int sender = 0; sender < 2; sender++) {
                int seed = sender;
                // the same people again, late and on time, and new ones
                sending.add(senders.submit(() -> record("crowd", 3_400, 1, new Random(100 + seed))));
            }
            assertThat(activate(version).at("/adoption/state").asString()).isEqualTo("running");
            for (int stop = 1; stop <= 3; stop++) {
                int enough = stop * 600;
                await().pollInterval(Duration.ofMillis(2))
                        .until(() -> progress().get("adopted").asInt() >= enough);
                sweep.stop();
                assertThat(progress().get("state").asString()).isEqualTo("running");
                sweep.start();
            }
            for (Future<?> each : sending) {
                each.get();
            }
        }
        JsonNode done = awaitDone();
        assertThat(done.get("people").asInt()).isGreaterThanOrEqualTo(3_000);
        assertThat(done.get("adopted").asInt()).isEqualTo(done.get("people").asInt());
        assertThat(done.get("setAside").asInt()).isZero();
        everybodyIsUnder(version, text);
    }

    @Test
    void the_version_that_is_activated_last_wins_while_an_earlier_one_is_still_being_adopted() throws Exception {
        record("waverers", 800, 2, new Random(2));
        String first = anotherText();
        String second = anotherText();
        int old = publish(first);
        int later = publish(second);
        activate(old);
        await().until(() -> progress().get("adopted").asInt() > 0);
        activate(later);
        awaitDone();
        everybodyIsUnder(later, second);

        assertThat(activate(later).at("/adoption/state").asString()).isEqualTo("done");
        activate(old);
        awaitDone();
        everybodyIsUnder(old, first);
    }

    @Test
    void a_model_that_was_never_active_is_adopted_by_everybody() throws Exception {
        record("newcomers", 300, 2, new Random(3));
        String text = Versions.text("aarrr").replace("id: aarrr", "id: second");
        send(put("/api/models/second").contentType("application/yaml").content(text));
        send(post("/api/models/second/activate"));
        await().until(() -> "done"
                .equals(send(get("/api/models/second")).at("/adoption/state").asString()));
        streams()
                .forEach((stream, events) -> assertThat(
                                History.of(events.stream()).path("second"))
                        .as(stream)
                        .isEqualTo(
                                History.of(events.stream()).touchpoints().isEmpty()
                                        ? List.of()
                                        : folded(events, text, 1)));
    }

    @Test
    void somebody_whose_history_cannot_be_read_keeps_nobody_else_waiting() throws Exception {
        record("unreadable", 500, 2, new Random(4));
        String broken = jdbc.queryForList(
                        "SELECT stream FROM ledger_event WHERE sequence = 2 AND type = 'TouchpointRecorded' ORDER BY stream",
                        String.class)
                .get(333);
        byte[] payload = jdbc.queryForObject(
                "SELECT payload FROM ledger_event WHERE stream = ? AND sequence = 2", byte[].class, broken);
        overwrite(broken, "{".getBytes(StandardCharsets.UTF_8));
        String text = anotherText();
        int version = publish(text);
        activate(version);
        JsonNode done = awaitDone();
        assertThat(done.get("setAside").asInt()).isEqualTo(1);
        assertThat(done.get("adopted").asInt()).isEqualTo(done.get("people").asInt() - 1);

        overwrite(broken, payload);
        sweep.stop();
        sweep.start();
        await().until(() -> progress().get("setAside").asInt() == 0
                && progress().get("state").asString().equals("done"));
        everybodyIsUnder(version, text);
    }

    @Test
    void somebody_opened_while_a_version_is_activated_is_opened_under_it() throws Exception {
        int version = publish(anotherText());
        LifecycleId person = LifecycleId.random();
        List<ModelRef> used = new ArrayList<>();
        transactions.inOne("open", (work, again) -> {
            used.addAll(inForce.now().subList(0, 1));
            if (!again) {
                // as through another process: this unit of work knows nothing of it
                inAnotherThread(() -> activate(version));
            }
            RecordInto nothing = new RecordInto(person, "race", Map.of(), List.of(), List.of());
            try {
                return repository
                        .loadOrCreate(person.value(), () -> new UserLifecycle(person.value(), around))
                        .invoke(lifecycle -> lifecycle.record(nothing));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(used).hasSize(2).last().isEqualTo(new ModelRef("aarrr", version));
        assertThat(streams().get(person.value()))
                .singleElement()
                .satisfies(opened ->
                        assertThat(((LifecycleOpened) opened).models()).contains(new ModelRef("aarrr", version)));
    }

    private static void inAnotherThread(java.util.concurrent.Callable<?> task) {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            thread.submit(task).get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void overwrite(String stream, byte[] payload) {
        jdbc.update("UPDATE ledger_event SET payload = ? WHERE stream = ? AND sequence = 2", payload, stream);
    }

    private void record(String crowd, int people, int rounds, Random random) {
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

    private static IncomingTouchpoint touchpoint(String user, Random random) {
        String name = random.nextInt(3) == 0 ? "Order Completed" : "Page Viewed";
        return new IncomingTouchpoint(
                "m" + NEXT.incrementAndGet(),
                TouchpointKind.TRACK,
                name,
                List.of(ExternalId.user(user)),
                null,
                "web",
                START.plus(Duration.ofHours(random.nextInt(24 * 120))),
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                "",
                "digest of " + name);
    }

    private static String anotherText() {
        return Versions.secondText("aarrr") + "# " + NEXT.incrementAndGet() + "\n";
    }

    private int publish(String text) throws Exception {
        return send(put("/api/models/aarrr").contentType("application/yaml").content(text))
                .get("version")
                .asInt();
    }

    private JsonNode activate(int version) throws Exception {
        return send(post("/api/models/aarrr/activate?version=" + version));
    }

    private JsonNode progress() throws Exception {
        return send(get("/api/models/aarrr")).get("adoption");
    }

    private JsonNode awaitDone() {
        return await().atMost(Duration.ofMinutes(2))
                .until(this::progress, now -> now.get("state").asString().equals("done"));
    }

    private JsonNode send(RequestBuilder request) throws Exception {
        var response = http.perform(request).andReturn().getResponse();
        assertThat(response.getStatus()).as(response.getContentAsString()).isBetween(200, 299);
        return JsonMapper.shared().readTree(response.getContentAsByteArray());
    }

    /** Opened under it, or adopted it once since it was last activated, and the path is the fold under it. */
    private void everybodyIsUnder(int version, String text) {
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

    private static int versionOf(List<LifecycleEvent> events) {
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

    private static Object folded(List<LifecycleEvent> events, String text, int version) {
        StageModel model = MODELS.computeIfAbsent(text, t -> ModelFile.read("a.yaml", version, t));
        return RecordedPathTest.shown(model, History.of(events.stream()).touchpoints());
    }

    private static final Map<String, StageModel> MODELS = new java.util.HashMap<>();

    private Map<String, List<LifecycleEvent>> streams() {
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
