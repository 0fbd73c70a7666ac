package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.api.EventFormat;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.store.TestStore;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Nothing acknowledged is lost and nothing counts twice, however often the packaged product is killed. */
class KillE2E {
    private static final int PEOPLE = 400;
    private static final int ROWS = 12_000;
    private static final int KILLS = 3;
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

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
    void an_import_killed_three_times_ends_with_every_row_once() throws SQLException {
        child = start();
        String id = startImport();
        for (int kill = 1; kill <= KILLS; kill++) {
            child.http().post("/v1/track", "application/json", """
                    {"messageId":"acknowledged-%d","userId":"ada","event":"Signed In"}""".formatted(kill));
            killInTheMiddle(id);
            child = start();
        }
        everyRowIsCounted(child.http().finished(id), ROWS, 0);
        everyRowIsCounted(child.http().finished(startImport()), 0, ROWS);

        child.http().awaitCaughtUp();
        readModelsHaveEachRowOnce();
        child.stop();
        storeHasEachRowOnce();
    }

    private ChildProcess start() {
        return ChildProcess.start(ChildProcess.Program.ALL_IN_ONE, temp.resolve("data"), temp.resolve("child.log"));
    }

    private String startImport() {
        return child.http().startImport(Map.of("name", "orders", "event", "Order Completed", "currency", "EUR"), csv());
    }

    /** Once this process has recorded some batches of its own and others are still to come. */
    private void killInTheMiddle(String id) {
        int before = read(child.http().imported(id));
        JsonNode last = await("rows recorded")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> child.http().imported(id), now -> read(now) >= before + ROWS / 12);
        child.kill();
        assertThat(read(last)).as("still in the middle when it was killed").isLessThan(ROWS);
    }

    private static int read(JsonNode progress) {
        return progress.get("read").asInt();
    }

    private static void everyRowIsCounted(JsonNode done, int recorded, int duplicate) {
        assertThat(done.get("state").asString()).isEqualTo("done");
        assertThat(read(done)).isEqualTo(ROWS);
        assertThat(done.get("recorded").asInt()).isEqualTo(recorded);
        assertThat(done.get("duplicate").asInt()).isEqualTo(duplicate);
        assertThat(done.get("quarantined").asInt()).isZero();
    }

    private void readModelsHaveEachRowOnce() {
        JsonNode stages = child.http().json("/api/stages?model=aarrr&at=2025-12-01T00:00:00Z");
        assertThat(stages.get("people").asInt()).isEqualTo(PEOPLE);
        List<JsonNode> values = stages.get("stages")
                .valueStream()
                .flatMap(stage -> stage.get("value").valueStream())
                .toList();
        assertThat(sum(values)).isEqualByComparingTo(worth(IntStream.range(0, ROWS)));
        for (int person = 0; person < PEOPLE; person++) {
            JsonNode summary = child.http().json("/api/users/p" + person);
            assertThat(summary.get("touchpoints").asInt()).isEqualTo(ROWS / PEOPLE);
            assertThat(sum(summary.get("value").valueStream().toList()))
                    .as("what p%d bought", person)
                    .isEqualByComparingTo(
                            worth(IntStream.iterate(person, row -> row + PEOPLE).limit(ROWS / PEOPLE)));
        }
        assertThat(child.http().json("/api/users/ada").get("touchpoints").asInt())
                .isEqualTo(KILLS);
    }

    private static BigDecimal sum(List<JsonNode> money) {
        return money.stream()
                .map(each -> new BigDecimal(each.get("amount").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal worth(IntStream rows) {
        return rows.mapToObj(KillE2E::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void storeHasEachRowOnce() throws SQLException {
        try (Connection connection = TestStore.in(temp.resolve("data")).connect()) {
            assertThat(recordedRows(connection))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, ROWS).mapToObj(KillE2E::time).toList());
            assertThat(number(connection, "COUNT(*)", "type = 'TouchpointRecorded'"))
                    .isEqualTo(ROWS + KILLS);
            assertThat(number(connection, "COUNT(*)", "type = 'LifecycleOpened'"))
                    .isEqualTo(PEOPLE + 1);
            assertThat(number(connection, "MAX(position)", "1 = 1"))
                    .as("positions have no gaps")
                    .isEqualTo(number(connection, "COUNT(*)", "1 = 1"));
        }
    }

    /** Each by its time, which no other row of the file has. */
    private static List<Instant> recordedRows(Connection connection) throws SQLException {
        List<Instant> times = new ArrayList<>();
        String sql = "SELECT payload FROM ledger_event WHERE type = 'TouchpointRecorded'";
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                var event = (TouchpointRecorded) EventFormat.read("TouchpointRecorded", result.getBytes(1));
                if (event.importId() != null) {
                    times.add(event.facts().occurredAt());
                }
            }
        }
        return times;
    }

    private static long number(Connection connection, String what, String where) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + what + " FROM ledger_event WHERE " + where)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** In time order, every person once every 400 rows; no two rows have the same time or the same amount. */
    private static String csv() {
        StringBuilder csv = new StringBuilder("user_id,occurred_at,revenue\n");
        for (int row = 0; row < ROWS; row++) {
            csv.append('p')
                    .append(row % PEOPLE)
                    .append(',')
                    .append(time(row))
                    .append(',')
                    .append(amount(row))
                    .append('\n');
        }
        return csv.toString();
    }

    private static Instant time(int row) {
        return START.plusSeconds(row * 120L);
    }

    private static BigDecimal amount(int row) {
        return BigDecimal.valueOf(row + 1L, 2);
    }
}
