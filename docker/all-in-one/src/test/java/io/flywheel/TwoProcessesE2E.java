package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flywheel.ChildProcess.Program;
import io.flywheel.api.store.TestStore;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Each side as a program of its own, both on one MySQL schema and one data folder. */
class TwoProcessesE2E {
    private static final String STAGES = "/api/stages?model=aarrr&after=";

    @TempDir
    Path temp;

    private ChildProcess command;
    private ChildProcess query;

    @BeforeEach
    void start_both_at_the_same_time_on_an_empty_schema() {
        assumeTrue(TestStore.isOnMySql(), "SKIPPED: two processes need MySQL; mvn -Pmysql verify runs this");
        CompletableFuture<ChildProcess> asking = CompletableFuture.supplyAsync(() -> start(Program.QUERY_SIDE));
        command = start(Program.COMMAND_SIDE);
        query = asking.join();
    }

    @AfterEach
    void end() {
        if (command != null) {
            command.kill();
        }
        if (query != null) {
            query.kill();
        }
    }

    @Test
    void what_one_side_acknowledged_the_other_answers_after_its_position() {
        JsonNode receipt = send("first", "ada", "bob");
        assertThat(receipt.get("recorded").asInt()).isEqualTo(4);
        long position = receipt.get("position").asLong();

        JsonNode stages = query.http().json(STAGES + position);
        assertThat(stages.get("people").asInt()).isEqualTo(2);
        assertThat(stages.get("position").asLong()).isGreaterThanOrEqualTo(position);
        JsonNode ada = query.http().json("/api/users/ada?after=" + position);
        assertThat(ada.get("touchpoints").asInt()).isEqualTo(2);
        assertThat(ada.get("value").get(0).get("amount").asString()).isEqualTo("12.50");
        assertThat(query.http().get("/").statusCode()).isEqualTo(200);
        assertThat(command.http().get("/api/stages").statusCode()).isEqualTo(404);
        assertThat(query.http().get("/api/quarantine").statusCode()).isEqualTo(404);
    }

    @Test
    void either_may_be_killed_and_nothing_is_lost_or_counted_twice() {
        send("first", "ada", "bob");
        query.kill();
        command.kill();
        command = start(Program.COMMAND_SIDE);
        JsonNode again = send("first", "ada", "bob");
        assertThat(again.get("duplicate").asInt()).isEqualTo(4);
        long position = send("second", "cid").get("position").asLong();
        query = start(Program.QUERY_SIDE);

        query.http().awaitCaughtUp();
        JsonNode stages = query.http().json(STAGES + position);
        assertThat(stages.get("people").asInt()).isEqualTo(3);
        assertThat(query.http().json("/api/users/ada").get("touchpoints").asInt())
                .isEqualTo(2);
    }

    private ChildProcess start(Program program) {
        return ChildProcess.start(program, temp.resolve("data"), temp.resolve(program + ".log"));
    }

    /** Each of them signs up and buys. */
    private JsonNode send(String batch, String... people) {
        StringBuilder items = new StringBuilder();
        for (String person : people) {
            items.append(items.isEmpty() ? "" : ",").append("""
                    {"type":"track","messageId":"%1$s-%2$s-1","userId":"%2$s","event":"Signed Up"},
                    {"type":"track","messageId":"%1$s-%2$s-2","userId":"%2$s","event":"Order Completed",
                     "properties":{"revenue":"12.50","currency":"EUR"}}""".formatted(batch, person));
        }
        return command.http().post("/v1/batch", "application/json", "{\"batch\":[" + items + "]}");
    }
}
