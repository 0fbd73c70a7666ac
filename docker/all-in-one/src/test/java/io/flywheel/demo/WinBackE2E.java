package io.flywheel.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.Running;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The sample school ninety days after anybody did anything. */
class WinBackE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path data;

    @Test
    void everybody_is_lost_by_then_only_what_is_news_begins_a_campaign_and_a_rebuild_begins_none() {
        try (Running flywheel = Running.on(data, "--flywheel.demo=school", "--flywheel.churn.detector=true")) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> flywheel.http()
                            .json("/api/demo")
                            .get("state")
                            .asString()
                            .equals("loaded"));
            assertThat(flywheel.count("WinBackStarted")).isZero();
            assertThat(flywheel.count("PathCorrected"))
                    .as("nobody is taken for lost while the rest is on its way")
                    .isZero();
        }
        try (Running flywheel = Running.on(
                data,
                "--flywheel.demo=school",
                "--flywheel.clock-offset=P90D",
                "--flywheel.churn.detector=true",
                "--flywheel.win-back.enabled=true")) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> flywheel.store().queryForObject("SELECT MIN(due_at) FROM churn_due", Long.class)
                            > System.currentTimeMillis() * 1_000
                                    + Duration.ofDays(90).toNanos() / 1_000);
            flywheel.http().awaitCaughtUp();
            JsonNode stages = flywheel.http().json("/api/stages?model=aarrr");
            long lost = stages.get("stages")
                    .valueStream()
                    .filter(stage -> stage.get("stage").asString().equals("churn"))
                    .mapToLong(stage -> stage.get("people").asLong())
                    .sum();
            assertThat(lost).isPositive();
            long events = flywheel.store()
                    .queryForObject(
                            "SELECT COUNT(DISTINCT stream) FROM ledger_event WHERE type = 'ChurnDetected'", Long.class);
            assertThat(events).isGreaterThanOrEqualTo(lost);
            long started = flywheel.count("WinBackStarted");
            assertThat(started).as("most of them were lost long before").isLessThan(lost / 2);
            JsonNode campaign = flywheel.http().json("/api/winback/win-back");
            assertThat(campaign.get("people").asLong()).isEqualTo(started);

            flywheel.http().post("/api/replays", "application/json", "{\"projection\":\"winback\"}");
            await().atMost(PATIENCE)
                    .until(() -> flywheel.http()
                            .json("/api/replays/winback-2")
                            .get("state")
                            .asString()
                            .equals("live"));
            assertThat(flywheel.count("WinBackStarted")).isEqualTo(started);
            assertThat(flywheel.http()
                            .json("/api/winback/win-back")
                            .get("people")
                            .asLong())
                    .isEqualTo(started);
        }
    }
}
