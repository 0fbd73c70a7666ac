package io.flywheel.command.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import io.flywheel.command.CommandSideForTests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** Everybody recorded before comes under a version that is activated later, once. */
@SpringBootTest(classes = CommandSideForTests.class)
class AdoptionIT {
    @Autowired
    WebApplicationContext context;

    @Autowired
    TouchpointRecorder recorder;

    @Autowired
    AdoptionSweep sweep;

    @Autowired
    JdbcTemplate jdbc;

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
    void everybody_adopts_once_while_touchpoints_come_in_and_the_sweep_is_interrupted_again_and_again()
            throws Exception {
        people.record("crowd", 3_000, 2, new Random(1));
        String text = AdoptingPeople.anotherText();
        int version = people.publish(text);
        try (ExecutorService senders = Executors.newFixedThreadPool(2)) {
            List<Future<?>> sending = new ArrayList<>();
            for (int sender = 0; sender < 2; sender++) {
                int seed = sender;
                // the same people again, late and on time, and new ones
                sending.add(senders.submit(() -> people.record("crowd", 3_400, 1, new Random(100 + seed))));
            }
            assertThat(people.activate(version).at("/adoption/state").asString())
                    .isEqualTo("running");
            for (int stop = 1; stop <= 3; stop++) {
                int enough = stop * 600;
                await().pollInterval(Duration.ofMillis(2))
                        .until(() -> people.progress().get("adopted").asInt() >= enough);
                sweep.stop();
                assertThat(people.progress().get("state").asString()).isEqualTo("running");
                sweep.start();
            }
            for (Future<?> each : sending) {
                each.get();
            }
        }
        JsonNode done = people.awaitDone();
        assertThat(done.get("people").asInt()).isGreaterThanOrEqualTo(3_000);
        assertThat(done.get("adopted").asInt()).isEqualTo(done.get("people").asInt());
        assertThat(done.get("setAside").asInt()).isZero();
        people.everybodyIsUnder(version, text);
    }

    @Test
    void the_version_that_is_activated_last_wins_while_an_earlier_one_is_still_being_adopted() throws Exception {
        people.record("waverers", 800, 2, new Random(2));
        String first = AdoptingPeople.anotherText();
        String second = AdoptingPeople.anotherText();
        int old = people.publish(first);
        int later = people.publish(second);
        people.activate(old);
        await().until(() -> people.progress().get("adopted").asInt() > 0);
        people.activate(later);
        people.awaitDone();
        people.everybodyIsUnder(later, second);

        assertThat(people.activate(later).at("/adoption/state").asString()).isEqualTo("done");
        people.activate(old);
        people.awaitDone();
        people.everybodyIsUnder(old, first);
    }

    @Test
    void a_model_that_was_never_active_is_adopted_by_everybody() throws Exception {
        people.record("newcomers", 300, 2, new Random(3));
        String text = Versions.text("aarrr").replace("id: aarrr", "id: second");
        people.send(put("/api/models/second").contentType("application/yaml").content(text));
        people.send(post("/api/models/second/activate"));
        await().until(() -> "done"
                .equals(people.send(get("/api/models/second"))
                        .at("/adoption/state")
                        .asString()));
        people.streams()
                .forEach((stream, events) -> assertThat(
                                History.of(events.stream()).path("second"))
                        .as(stream)
                        .isEqualTo(
                                History.of(events.stream()).touchpoints().isEmpty()
                                        ? List.of()
                                        : AdoptingPeople.folded(events, text, 1)));
    }
}
