package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flywheel.ChildProcess.Program;
import io.flywheel.api.store.TestStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two command sides and a query side, each a program of its own, on one MySQL schema and one folder of keys. */
class SeveralCommandSidesE2E {
    private static final int ROWS = 30_000;
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    Path temp;

    private final List<ChildProcess> processes = new ArrayList<>();
    private ChildProcess first;
    private ChildProcess second;
    private ChildProcess query;

    @BeforeEach
    void start_all_at_the_same_time_on_an_empty_schema() {
        assumeTrue(TestStore.isOnMySql(), "SKIPPED: several processes need MySQL; mvn -Pmysql verify runs this");
        TestStore.share(temp.resolve("first"), temp.resolve("second"));
        CompletableFuture<ChildProcess> other =
                CompletableFuture.supplyAsync(() -> start(Program.COMMAND_SIDE, "second"));
        CompletableFuture<ChildProcess> asking =
                CompletableFuture.supplyAsync(() -> start(Program.QUERY_SIDE, "first"));
        first = start(Program.COMMAND_SIDE, "first");
        second = other.join();
        query = asking.join();
    }

    @AfterEach
    void end() {
        processes.forEach(ChildProcess::kill);
    }

    private ChildProcess start(Program program, String data) {
        Path keys = temp.resolve("keys");
        ChildProcess process = ChildProcess.start(
                program,
                temp.resolve(data),
                temp.resolve(program + "-" + data + ".log"),
                "--flywheel.secret=the same for all of them",
                "--flywheel.keys=" + keys,
                "--flywheel.master-key-file=" + keys.resolve("master.key"));
        synchronized (processes) {
            processes.add(process);
        }
        return process;
    }

    private static JsonNode send(ChildProcess to, String batch, String... people) {
        StringBuilder items = new StringBuilder();
        for (String person : people) {
            items.append(items.isEmpty() ? "" : ",").append("""
                    {"type":"track","messageId":"%1$s-%2$s-1","userId":"%2$s","event":"Signed Up"},
                    {"type":"track","messageId":"%1$s-%2$s-2","userId":"%2$s","event":"Order Completed",
                     "properties":{"revenue":"12.50","currency":"EUR","note":"for %2$s"}}""".formatted(batch, person));
        }
        return to.http().post("/v1/batch", "application/json", "{\"batch\":[" + items + "]}");
    }

    private static String file() {
        StringBuilder csv = new StringBuilder("user_id,occurred_at,event\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append(i % 3 == 0 ? "ada" : "visitor-" + i % 500)
                    .append(',')
                    .append(START.plusSeconds(i))
                    .append(",Visited\n");
        }
        return csv.toString();
    }

    @Test
    void people_are_told_of_through_both_and_forgotten_through_one_while_the_other_is_dead() {
        assertThat(send(first, "one", "ada", "bob").get("recorded").asInt()).isEqualTo(4);
        assertThat(send(second, "one", "ada", "bob").get("duplicate").asInt()).isEqualTo(4);
        long position = send(second, "two", "ada", "cid").get("position").asLong();
        send(first, "three", "cid");
        assertThat(query.http()
                        .json("/api/stages?model=aarrr&after=" + position)
                        .get("people")
                        .asInt())
                .isEqualTo(3);
        assertThat(query.http().json("/api/users/ada").get("touchpoints").asInt())
                .isEqualTo(4);
        assertThat(query.http().text("/api/users/ada/timeline?sealed=true"))
                .as("sealed by the one and by the other")
                .contains("for ada");

        String id = second.http().startImport(Map.of("name", "visits"), file());
        assertThat(first.http().imported(id).get("state").asString()).isEqualTo("running");
        second.kill();
        JsonNode forgotten = first.http().post("/api/users/ada/forget", "application/json", "{\"confirm\":\"ada\"}");
        assertThat(forgotten.get("finished").asBoolean())
                .as("while a file with her rows lies with a process that is dead")
                .isFalse();
        long recordedOfHers = forgotten.at("/receipt/touchpoints").asLong();

        second = start(Program.COMMAND_SIDE, "second");
        JsonNode imported = first.http().finished(id);

        assertThat(imported.get("state").asString()).isEqualTo("done");
        assertThat(imported.get("read").asInt()).isEqualTo(ROWS);
        assertThat(imported.get("forgotten").asLong()).isEqualTo(ROWS / 3 - (recordedOfHers - 4));
        query.http().awaitCaughtUp();
        assertThat(query.http().get("/api/users/ada").statusCode()).isEqualTo(404);
        assertThat(query.http().json("/api/stages?model=aarrr").get("people").asInt())
                .as("ada as somebody nobody knows, bob, cid, and the visitors")
                .isEqualTo(3 + 500);
    }
}
