package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.api.store.TestStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The packaged product is killed while it finds out who has fallen silent, begins a campaign with each of them, decides on
 * their messages and sends those: nobody is addressed twice and nobody's next step is forgotten.
 */
class WinBackKillE2E {
    private static final int KILLS = Integer.getInteger("flywheel.kills", 3);
    private static final int PEOPLE = Math.max(300, 60 * KILLS);
    private static final int AT_ONCE = 100;
    private static final Duration LIMIT = Duration.ofDays(60);
    private static final String CAMPAIGN = """
            id: win-back
            titles: {en: Without quiet hours}
            model: aarrr
            stage: churn
            within: P30D
            coolDown: P90D
            holdOut: 20%
            cap: {messages: 5, per: P7D}
            purpose: email
            steps:
              - {after: PT0S, channel: log, template: first}
              - {after: P1D, channel: log, template: second}
            """;

    @TempDir
    Path temp;

    private final Random random = new Random(1);
    private ChildProcess child;

    @AfterEach
    void end() {
        if (child != null) {
            child.kill();
        }
    }

    private void start(Duration offset) {
        child = ChildProcess.start(
                ChildProcess.Program.ALL_IN_ONE,
                temp.resolve("data"),
                temp.resolve("child.log"),
                "--flywheel.clock-offset=" + offset,
                "--flywheel.churn.detector=true",
                "--flywheel.win-back.enabled=true");
    }

    private void people() {
        for (int from = 0; from < PEOPLE; from += AT_ONCE) {
            StringBuilder batch = new StringBuilder("{\"batch\":[");
            for (int i = from; i < Math.min(PEOPLE, from + AT_ONCE); i++) {
                batch.append(i == from ? "" : ",").append("""
                        {"type":"track","messageId":"m%1$d","userId":"k%1$d","event":"Signed Up"}""".formatted(i));
            }
            child.http()
                    .post("/v1/batch", "application/json", batch.append("]}").toString());
        }
        for (int i = 0; i < PEOPLE; i++) {
            child.http().put("/api/users/k" + i + "/consents/email", "application/json", "{\"granted\":true}");
        }
        child.http().put("/api/campaigns/win-back", "application/yaml", CAMPAIGN);
        child.http().post("/api/campaigns/win-back/activate?version=2", "application/json", "");
    }

    private long count(String what, String from, String where) {
        try (Connection connection = TestStore.in(temp.resolve("data")).connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + what + " FROM " + from + " WHERE " + where)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long events(String type) {
        return count("COUNT(*)", "ledger_event", "type = '" + type + "'");
    }

    private long people(String type) {
        return count("COUNT(DISTINCT stream)", "ledger_event", "type = '" + type + "'");
    }

    /** Everybody is held out or was decided about at this step, and nothing waits to be sent. */
    private boolean isOver(int step) {
        JsonNode campaign = child.http().json("/api/winback/win-back");
        JsonNode addressed = campaign.get("addressed").get(Integer.toString(step));
        long decided = campaign.get("heldOut").asLong() + (addressed == null ? 0 : addressed.asLong());
        return decided == PEOPLE
                && child.http().json("/api/outbox?state=waiting").get("items").isEmpty();
    }

    @Test
    void each_is_addressed_once_at_each_step_however_often_it_is_killed() {
        start(Duration.ZERO);
        people();
        child.stop();
        for (int step = 1; step <= 2; step++) {
            int now = step;
            Duration offset = LIMIT.plusDays(step - 1);
            for (int kill = 0; kill < KILLS; kill++) {
                start(offset);
                await().pollDelay(Duration.ofMillis(200 + random.nextInt(2_500)))
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> true);
                child.kill();
            }
            start(offset);
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> isOver(now));
            child.stop();
            assertThat(people("ChurnDetected")).isEqualTo(PEOPLE);
            assertThat(events("ChurnDetected"))
                    .as("once under each of two models")
                    .isEqualTo(2L * PEOPLE);
            assertThat(events("WinBackStarted")).isEqualTo(PEOPLE);
            assertThat(people("WinBackStarted")).isEqualTo(PEOPLE);
            long heldOut = people("OfferHeldOut");
            assertThat(events("OfferHeldOut")).isEqualTo(heldOut);
            assertThat(heldOut).isBetween((long) (PEOPLE * 0.1), (long) (PEOPLE * 0.3));
            assertThat(people("OfferMade")).isEqualTo(PEOPLE - heldOut);
            assertThat(events("OfferMade")).isEqualTo((PEOPLE - heldOut) * step);
            assertThat(count("COUNT(*)", "outbox", "state = 'sent' AND step = " + step))
                    .isEqualTo(PEOPLE - heldOut);
        }
        assertThat(events("WinBackEnded")).isEqualTo(PEOPLE);
        assertThat(count("COUNT(*)", "win_back_deadline", "1 = 1")).isZero();
        assertThat(count("COUNT(*)", "win_back_saga", "1 = 1")).isZero();
    }
}
