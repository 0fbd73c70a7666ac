package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Nothing acknowledged is lost and nothing counts twice, however often the process is killed. */
class KillE2E {
    private static final int PEOPLE = 2_000;
    private static final int ROWS = 20_000;

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
        String csv = csv();
        for (int kill = 1; kill <= 3; kill++) {
            child = start();
            child.http().post("/v1/track", "application/json", """
                    {"messageId":"acknowledged-%d","userId":"ada","event":"Signed In"}""".formatted(kill));
            killInTheMiddle(csv, kill * ROWS / 5);
        }
        child = start();
        JsonNode done = child.http().finished(startImport(csv));
        assertThat(done.get("state").asString()).isEqualTo("done");
        assertThat(done.get("read").asInt()).isEqualTo(ROWS);
        assertThat(done.get("recorded").asInt() + done.get("duplicate").asInt()).isEqualTo(ROWS);
        assertThat(done.get("quarantined").asInt()).isZero();

        child.http().awaitCaughtUp();
        readModelsHaveEachRowOnce();
        child.stop();
        storeHasEachRowOnce();
    }

    private ChildProcess start() {
        return ChildProcess.start(temp.resolve("data"), temp.resolve("child.log"));
    }

    private String startImport(String csv) {
        return child.http().startImport(Map.of("name", "orders", "event", "Order Completed", "currency", "EUR"), csv);
    }

    private void killInTheMiddle(String csv, int settled) {
        String id = startImport(csv);
        JsonNode last = await("rows settled")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> child.http().imported(id), now -> settledRows(now) >= settled);
        child.kill();
        assertThat(settledRows(last))
                .as("still in the middle when it was killed")
                .isLessThan(ROWS);
    }

    private static int settledRows(JsonNode progress) {
        return progress.get("recorded").asInt() + progress.get("duplicate").asInt();
    }

    private void readModelsHaveEachRowOnce() {
        JsonNode stages = child.http().json("/api/stages?model=aarrr&at=2025-02-01T00:00:00Z");
        assertThat(stages.get("people").asInt()).isEqualTo(PEOPLE);
        BigDecimal value = stages.get("stages")
                .valueStream()
                .flatMap(stage -> stage.get("value").valueStream())
                .map(money -> new BigDecimal(money.get("amount").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(value).isEqualByComparingTo(BigDecimal.valueOf(ROWS));
        assertThat(touchpoints("ada")).isEqualTo(3);
        for (int person = 0; person < PEOPLE; person += 397) {
            assertThat(touchpoints("p" + person)).isEqualTo(ROWS / PEOPLE);
        }
    }

    private long touchpoints(String userId) {
        return child.http()
                .json("/api/users/" + userId + "/timeline?limit=100")
                .get("items")
                .valueStream()
                .filter(item -> item.get("type").asString().equals("TouchpointRecorded"))
                .count();
    }

    private void storeHasEachRowOnce() throws SQLException {
        String url = "jdbc:h2:file:" + temp.resolve("data/flywheel") + ";MODE=MySQL;ACCESS_MODE_DATA=r";
        try (Connection connection = DriverManager.getConnection(url, "flywheel", "")) {
            assertThat(number(connection, "COUNT(*)", "type = 'TouchpointRecorded'"))
                    .isEqualTo(ROWS + 3);
            assertThat(number(connection, "COUNT(DISTINCT event_id)", "type = 'TouchpointRecorded'"))
                    .isEqualTo(ROWS + 3);
            assertThat(number(connection, "COUNT(*)", "type = 'LifecycleOpened'"))
                    .isEqualTo(PEOPLE + 1);
            assertThat(number(connection, "MAX(position)", "1 = 1"))
                    .as("positions have no gaps")
                    .isEqualTo(number(connection, "COUNT(*)", "1 = 1"));
        }
    }

    private static long number(Connection connection, String what, String where) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + what + " FROM ledger_event WHERE " + where)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** In time order, every person once every 2,000 rows, each row worth one euro. */
    private static String csv() {
        StringBuilder csv = new StringBuilder("user_id,occurred_at,revenue\n");
        Instant start = Instant.parse("2025-01-01T00:00:00Z");
        for (int row = 0; row < ROWS; row++) {
            csv.append('p')
                    .append(row % PEOPLE)
                    .append(',')
                    .append(start.plusSeconds(row * 120L))
                    .append(",1.00\n");
        }
        return csv.toString();
    }
}
