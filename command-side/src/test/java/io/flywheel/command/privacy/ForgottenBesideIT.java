package io.flywheel.command.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.privacy.KeyKeeper;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.command.TwoCommandSides;
import io.flywheel.command.churn.HistoryArriving;
import io.flywheel.command.identity.PersonFinder;
import io.flywheel.command.ingestion.AnUpload;
import io.flywheel.command.lifecycle.Calls;
import io.flywheel.command.lifecycle.TouchpointRecorder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody is forgotten through one command side, while a file with her rows lies with another. */
class ForgottenBesideIT {
    private static final int ROWS = 350;
    private static final int BATCH = 50;
    private static TwoCommandSides sides;

    @BeforeAll
    static void start() throws IOException {
        sides = new TwoCommandSides(
                Clock.systemUTC(), "flywheel.ingestion.import-batch=" + BATCH, "flywheel.away-after=PT8S");
    }

    @AfterAll
    static void stop() {
        sides.close();
    }

    private static String rows(String prefix) {
        StringBuilder csv = new StringBuilder("user_id,occurred_at,event\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append(prefix).append(i % 7).append(",2026-03-01,Visited\n");
        }
        // Unfit, so that it would be set aside.
        return csv.append(prefix).append("0,never,Visited\n").toString();
    }

    private static void visits(String user) {
        sides.second(TouchpointRecorder.class)
                .record(new RecordTouchpoints(
                        "beside",
                        null,
                        java.util.List.of(Calls.track(
                                user, ExternalId.user(user), "Page Viewed", Instant.parse("2026-02-01T12:00:00Z")))));
    }

    private static int count(String sql, Object... arguments) {
        Integer count = sides.ledger().queryForObject(sql, Integer.class, arguments);
        return count == null ? 0 : count;
    }

    @Test
    void her_rows_in_the_other_ones_file_are_never_recorded_and_she_is_not_forgotten_before_they_are_gone()
            throws Exception {
        visits("b-0");
        visits("b-1");
        int before = count("SELECT COUNT(*) FROM erasure");
        String known = sides.first(PersonFinder.class).require("b-1").value();
        // The first batch of the file, with rows of hers, is on its way when she is forgotten.
        Lock lock = sides.second(LockFactory.class).obtainLock(known);
        String id;
        CompletableFuture<Erasures.Done> forgetting;
        try {
            id = AnUpload.intoSecond(sides, rows("b-"));
            await().until(() -> Thread.getAllStackTraces().entrySet().stream()
                    .anyMatch(thread -> thread.getKey().getName().equals("recorder")
                            && java.util.Arrays.stream(thread.getValue())
                                    .anyMatch(frame -> frame.getMethodName().equals("obtainLock"))));
            forgetting = CompletableFuture.supplyAsync(
                    () -> sides.first(Erasures.class).forget("b-0", "test"));
            await().until(() -> count("SELECT COUNT(*) FROM erasure_left WHERE home = ''") == 0
                    && count("SELECT COUNT(*) FROM erasure") == before + 1);
            assertThat(forgetting).isNotDone();
            assertThat(count("SELECT COUNT(*) FROM erasure WHERE indexes IS NULL"))
                    .as("counted as finished")
                    .isEqualTo(before);
        } finally {
            lock.release();
        }
        assertThat(forgetting.get(30, TimeUnit.SECONDS).finished()).isTrue();
        assertThat(sides.second(KeyKeeper.class).find(KeyName.parse(id)))
                .as("the key of the file as it came")
                .isEmpty();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> AnUpload.progress(sides, id).equals("done " + ROWS / 7 * 6));
        for (PersonFinder people : sides.both(PersonFinder.class)) {
            assertThat(people.find("b-0")).isEmpty();
            assertThat(people.find("b-2")).isPresent();
        }
        assertThat(count("SELECT COUNT(*) FROM quarantined_event")).isZero();
        assertThat(count("SELECT COUNT(*) FROM erasure WHERE indexes IS NOT NULL"))
                .isZero();
        assertThat(count("SELECT COUNT(*) FROM erasure_left")).isZero();
    }

    @Test
    void a_file_whose_process_is_away_can_be_read_by_nobody_and_holds_nobody_back() {
        visits("c-0");
        HistoryArriving arriving = sides.first(HistoryArriving.class);
        String id = AnUpload.ofNobodyWhoIsThere(sides, rows("c-"));
        assertThat(arriving.isUnderWay()).isTrue();
        Erasures.Done done = sides.first(Erasures.class).forget("c-0", "test");
        assertThat(done.finished()).isTrue();
        assertThat(sides.second(KeyKeeper.class).find(KeyName.parse(id))).isEmpty();
        assertThat(AnUpload.progress(sides, id)).isEqualTo("failed 0");
        assertThat(arriving.isUnderWay()).isFalse();
        assertThat(count("SELECT COUNT(*) FROM erasure_left WHERE waived = TRUE AND home LIKE 'the-one%'"))
                .as("that process records nothing before it has seen that it has something to do")
                .isEqualTo(1);
        sides.ledger().update("DELETE FROM erasure_left");
    }
}
