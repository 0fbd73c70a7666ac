package io.flywheel.command.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.model.ModelRef;
import io.flywheel.command.CommandSideForTests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.modelling.command.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** What goes wrong for one person, or at the wrong moment, keeps nobody from adopting. */
@SpringBootTest(classes = CommandSideForTests.class)
class DisturbedAdoptionIT {
    @Autowired
    WebApplicationContext context;

    @Autowired
    TouchpointRecorder recorder;

    @Autowired
    AdoptionSweep sweep;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Transactions transactions;

    @Autowired
    ModelsInForce inForce;

    @Autowired
    Repository<UserLifecycle> repository;

    @Autowired
    LifecycleSurroundings around;

    private AdoptingPeople people;

    @BeforeEach
    void somebody() {
        people = new AdoptingPeople(context, recorder, jdbc);
    }

    @AfterEach
    void goOn() {
        if (!sweep.isRunning()) {
            sweep.start();
        }
    }

    @Test
    void somebody_whose_history_cannot_be_read_keeps_nobody_else_waiting() throws Exception {
        people.record("unreadable", 500, 2, new Random(4));
        String broken = jdbc.queryForList(
                        "SELECT stream FROM ledger_event WHERE sequence = 2 AND type = 'TouchpointRecorded' ORDER BY stream",
                        String.class)
                .get(333);
        byte[] payload = jdbc.queryForObject(
                "SELECT payload FROM ledger_event WHERE stream = ? AND sequence = 2", byte[].class, broken);
        overwrite(broken, "{".getBytes(StandardCharsets.UTF_8));
        String text = AdoptingPeople.anotherText();
        int version = people.publish(text);
        people.activate(version);
        JsonNode done = people.awaitDone();
        assertThat(done.get("setAside").asInt()).isEqualTo(1);
        assertThat(done.get("adopted").asInt()).isEqualTo(done.get("people").asInt() - 1);

        overwrite(broken, payload);
        sweep.stop();
        sweep.start();
        await().until(() -> people.progress().get("setAside").asInt() == 0
                && people.progress().get("state").asString().equals("done"));
        people.everybodyIsUnder(version, text);
    }

    @Test
    void somebody_opened_while_a_version_is_activated_is_opened_under_it() throws Exception {
        int version = people.publish(AdoptingPeople.anotherText());
        LifecycleId person = LifecycleId.random();
        List<ModelRef> used = new ArrayList<>();
        transactions.inOne("open", (work, again) -> {
            used.addAll(inForce.now().subList(0, 1));
            if (!again) {
                // as through another process: this unit of work knows nothing of it
                inAnotherThread(() -> people.activate(version));
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
        assertThat(people.streams().get(person.value()))
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
}
