package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;

/** A replay of the packaged product goes on after each kill, and what was given up is cleared away all the same. */
class ReplayKillE2E {
    private static final int PEOPLE = 2_000;
    private static final int ROWS = 40_000;
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    @TempDir
    Path temp;

    private ChildProcess child;

    @AfterEach
    void end() {
        if (child != null) {
            child.kill();
        }
    }

    @Test
    void a_replay_killed_in_the_middle_ends_with_the_rows_of_the_generation_before() {
        child = start();
        child.http()
                .finished(child.http()
                        .startImport(Map.of("name", "orders", "event", "Order Completed", "currency", "EUR"), csv()));
        child.http().awaitCaughtUp();

        rebuild("stage");
        restart();
        killInTheMiddle("stage-2");
        killInTheMiddle("stage-2");
        track("after-the-kills");
        awaitState("stage-2", "live");
        awaitLevel("stage-2");
        child.stop();
        look(rows -> {
            rows.areTheSame("stage", 1, 2);
            assertThat(rows.of("stage", 2).get("stage_person_rows")).hasSize(PEOPLE + 1);
        });

        whatWasGivenUpIsCleared();
    }

    private void whatWasGivenUpIsCleared() {
        child = start();
        child.http().post("/api/replays/stage-2/discard", "application/json", "");
        rebuild("timeline");
        await().pollInterval(Duration.ofMillis(10)).until(() -> replay("timeline-2"), ReplayKillE2E::isInTheMiddle);
        child.http().post("/api/replays/timeline-2/cancel", "application/json", "");
        restart();
        assertThat(replay("timeline-2").get("state").asString()).isEqualTo("cancelled");
        await().atMost(Duration.ofSeconds(60)).until(() -> !isClearing("stage-2") && !isClearing("timeline-2"));
        child.stop();
        look(rows -> {
            assertThat(rows.of("stage", 1).values()).allMatch(List::isEmpty);
            assertThat(rows.of("timeline", 2).values()).allMatch(List::isEmpty);
        });
        look(rows -> assertThat(rows.of("timeline", 1).get("timeline_rows")).isNotEmpty());
    }

    private ChildProcess start() {
        return ChildProcess.start(ChildProcess.Program.ALL_IN_ONE, temp.resolve("data"), temp.resolve("child.log"));
    }

    private void restart() {
        child.kill();
        child = start();
    }

    private void rebuild(String name) {
        child.http().post("/api/replays", "application/json", "{\"projection\":\"" + name + "\"}");
    }

    private JsonNode replay(String id) {
        return child.http().json("/api/replays/" + id);
    }

    private boolean isClearing(String id) {
        return replay(id).get("clearing").asBoolean();
    }

    private void killInTheMiddle(String id) {
        long from = replay(id).get("position").asLong();
        await("the middle of " + id)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () -> replay(id),
                        now -> isInTheMiddle(now) && now.get("position").asLong() > from);
        restart();
        JsonNode after = replay(id);
        assertThat(after.get("state").asString()).isEqualTo("running");
    }

    private static boolean isInTheMiddle(JsonNode now) {
        long position = now.get("position").asLong();
        return position > 0 && position < now.get("head").asLong() * 3 / 4;
    }

    private void track(String user) {
        child.http().post("/v1/track", "application/json", """
                {"messageId":"m-%s","userId":"%s","event":"Signed Up"}""".formatted(user, user));
    }

    private void awaitState(String id, String state) {
        await(id)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> replay(id).get("state").asString(), state::equals);
    }

    /** Both generations have read all there is. */
    private void awaitLevel(String id) {
        child.http().awaitCaughtUp();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            JsonNode now = replay(id);
            return now.get("position").asLong() == now.get("head").asLong();
        });
    }

    /** At the store of a product that is not running. */
    private void look(Consumer<ReadModelRows> reader) {
        String url = "jdbc:h2:file:" + temp.resolve("data/read-models") + ";MODE=MySQL;ACCESS_MODE_DATA=r";
        var source = new SingleConnectionDataSource(url, "flywheel", "", true);
        try {
            reader.accept(new ReadModelRows(new JdbcTemplate(source)));
        } finally {
            source.destroy();
        }
    }

    private static String csv() {
        StringBuilder csv = new StringBuilder("user_id,occurred_at,revenue\n");
        for (int row = 0; row < ROWS; row++) {
            csv.append('p').append(row % PEOPLE).append(',');
            csv.append(START.plusSeconds(row * 600L))
                    .append(',')
                    .append(1 + row % 97)
                    .append(".25\n");
        }
        return csv.toString();
    }
}
