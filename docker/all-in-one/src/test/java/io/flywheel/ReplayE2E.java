package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Every read model is rebuilt from a history of all kinds of events while people are recorded. */
class ReplayE2E {
    private static final int PEOPLE = 300;
    private static final int ROWS = 9_000;
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

    @TempDir
    Path data;

    private final AtomicBoolean enough = new AtomicBoolean();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicLong answered = new AtomicLong();
    private Running flywheel;

    @AfterEach
    void stop() {
        enough.set(true);
        flywheel.close();
    }

    @Test
    void a_replay_ends_with_the_same_rows_while_people_are_recorded_and_after_going_back() throws Exception {
        flywheel = Running.on(data, "--flywheel.demo=none");
        recordAHistory();
        List<String> names = names();
        assertThat(names).contains("definition", "identity", "stage", "timeline");

        Thread recording = Thread.ofPlatform().start(this::recordWhileItRuns);
        Thread asking = Thread.ofPlatform().start(this::askWhileItRuns);
        names.forEach(this::start);
        names.forEach(name -> awaitState(name + "-2", "live"));
        int before = sent.get();
        await().atMost(Duration.ofSeconds(30)).until(() -> sent.get() > before + 3);
        enough.set(true);
        recording.join();
        asking.join();
        assertThat(answered.get())
                .as("a position went back, or an answer failed")
                .isPositive();

        long level = awaitLevel();
        takeMoneyBack();
        assertThat(rows().withdrawals(2, level)).hasSizeGreaterThan(5).isEqualTo(rows().withdrawals(1, level));
        names.forEach(name -> rows().areTheSame(name, 1, 2));
        assertThat(names.stream().filter(name -> rows().isEmpty(name, 2)))
                .as("nothing to compare")
                .isEmpty();
        theAnswersAreThoseOfTheHistory();

        post("stage-2/rollback");
        post("timeline-2/discard");
        awaitNoRows("stage", 2);
        awaitNoRows("timeline", 1);
        theAnswersAreThoseOfTheHistory();

        flywheel.close();
        flywheel = Running.on(data, "--flywheel.demo=none");
        flywheel.http().awaitCaughtUp();
        assertThat(generationOf("stage")).isEqualTo(1);
        assertThat(generationOf("timeline")).isEqualTo(2);
        assertThat(rows().of("timeline", 1).values()).allMatch(List::isEmpty);
        theAnswersAreThoseOfTheHistory();
        awaitNothingOf("timeline", 1);
    }

    /** Out of order, so that paths are corrected; with refunds, voided touchpoints and devices that change hands. */
    private void recordAHistory() {
        Random random = new Random(11);
        List<Integer> order = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            order.add(row);
        }
        for (int from = 0; from < ROWS; from += 500) {
            Collections.shuffle(order.subList(from, from + 500), random);
        }
        StringBuilder csv = new StringBuilder("user_id,occurred_at,event,revenue,currency,order_id,message_id\n");
        for (int row : order) {
            String kind = row % 31 == 0 ? "Order Refunded" : row % 47 == 0 ? "Order Cancelled" : "Order Completed";
            csv.append("p%d,%s,%s,%s,EUR,o%d,m%d\n"
                    .formatted(
                            row % PEOPLE,
                            START.plusSeconds(row * 3600L),
                            kind,
                            kind.equals("Order Completed") ? "%d.50".formatted(1 + row % 90) : "1.00",
                            row % 7 == 0 ? row - row % 600 : row,
                            row));
        }
        flywheel.http().finished(flywheel.http().startImport(Map.of("name", "orders"), csv.toString()));
        for (int person = 0; person < 20; person++) {
            identify("device-" + person / 2, "p" + person);
            flywheel.http().post("/api/touchpoints/void", "application/json", """
                    {"source":"local","messageId":"m%d","reason":"a mistake"}""".formatted(person * 31));
        }
        theySayWhatTheyAllow();
        spendAndPublishAFit();
        flywheel.http().awaitCaughtUp();
        assertThat(flywheel.count("PathCorrected")).isPositive();
        assertThat(flywheel.count("TouchpointVoided")).isPositive();
        assertThat(flywheel.count("IdentityReleased")).isPositive();
        assertThat(flywheel.count("ChurnDetected") + flywheel.count("PersonReturned"))
                .isPositive();
    }

    /** Half of it becomes known before what was said earlier. */
    private void theySayWhatTheyAllow() {
        for (int person = 0; person < 40; person++) {
            for (int day : person % 2 == 0 ? new int[] {1, 2} : new int[] {2, 1}) {
                flywheel.http()
                        .put(
                                "/api/users/p%d/consents/email".formatted(person),
                                "application/json",
                                "{\"granted\":%s,\"at\":\"2025-03-0%d\"}".formatted(day == 1, day));
            }
        }
        assertThat(flywheel.count("ConsentChanged")).isEqualTo(80);
    }

    private void spendAndPublishAFit() {
        for (String amount : List.of("10.00", "12.50")) {
            flywheel.http().post("/api/spend", "text/csv", """
                    date,channel,amount,currency
                    2025-02-01,ads,%s,EUR
                    2025-02-02,ads,7.00,EUR
                    """.formatted(amount));
        }
        for (double r : new double[] {0.25, 0.5}) {
            flywheel.http().post("/api/fits", "application/json", """
                    {"until": "2025-10-01T00:00:00Z", "zone": "UTC", "currency": "EUR",
                     "buying": {"r": %s, "alpha": 4.5, "a": 0.8, "b": 2.5, "logLikelihood": -1.0, "people": 300},
                     "spending": {"p": 6.25, "q": 3.75, "gamma": 15.5, "logLikelihood": -1.0, "people": 200}}
                    """.formatted(r));
        }
        assertThat(flywheel.count("SpendRecorded")).isEqualTo(3);
        assertThat(flywheel.count("FitPublished")).isEqualTo(2);
    }

    /** From rows that both generations have read already: whatever their blocks were, both have to tell. */
    private void takeMoneyBack() {
        order("taken-back-1", "Order Cancelled", "2026-06-02T00:00:00Z");
        awaitLevel();
        // Before the cancellation, which therefore takes back less than it did.
        order("taken-back-2", "Order Refunded", "2026-06-01T00:00:00Z");
        for (int row = 1; row < 6; row++) {
            flywheel.http().post("/api/touchpoints/void", "application/json", """
                    {"source":"local","messageId":"m%d","reason":"a mistake"}""".formatted(1_000 + row));
        }
        awaitLevel();
    }

    private void order(String message, String event, String at) {
        flywheel.http().post("/v1/track", "application/json", """
                {"messageId":"%s","userId":"p1","event":"%s","timestamp":"%s",
                 "properties":{"order_id":"o1","revenue":"0.50","currency":"EUR"}}""".formatted(message, event, at));
    }

    private void identify(String device, String user) {
        flywheel.http().post("/v1/identify", "application/json", """
                {"messageId":"i-%s-%s","anonymousId":"%s","userId":"%s"}""".formatted(device, user, device, user));
    }

    private void recordWhileItRuns() {
        while (!enough.get()) {
            int number = sent.incrementAndGet();
            flywheel.http().post("/v1/track", "application/json", """
                    {"messageId":"live-%d","userId":"p%d","event":"Order Completed","timestamp":"%s",
                     "properties":{"revenue":"3.00","currency":"EUR"}}""".formatted(
                            number, number % PEOPLE, START.plusSeconds(number * 7_000L)));
        }
    }

    /** The position of an answer never goes back, whichever generation it comes from. */
    private void askWhileItRuns() {
        long last = 0;
        while (!enough.get()) {
            JsonNode answer = flywheel.http().json("/api/stages?after=" + last + "&at=2027-01-01T00:00:00Z");
            long position = answer.get("position").asLong();
            if (position < last || answer.get("people").asInt() != PEOPLE) {
                answered.set(Long.MIN_VALUE);
                return;
            }
            last = position;
            answered.incrementAndGet();
        }
    }

    private void theAnswersAreThoseOfTheHistory() {
        JsonNode stages = flywheel.http().json("/api/stages?model=aarrr&at=2027-01-01T00:00:00Z");
        assertThat(stages.get("people").asInt()).isEqualTo(PEOPLE);
        long touchpoints = 0;
        for (int person = 0; person < PEOPLE; person++) {
            touchpoints += flywheel.http()
                    .json("/api/users/p" + person)
                    .get("touchpoints")
                    .asLong();
        }
        assertThat(touchpoints).isEqualTo(flywheel.count("TouchpointRecorded") - flywheel.count("TouchpointVoided"));
    }

    private List<String> names() {
        return flywheel.http()
                .json("/api/projections")
                .valueStream()
                .map(each -> each.get("name").asString())
                .toList();
    }

    private int generationOf(String name) {
        return flywheel.http()
                .json("/api/projections")
                .valueStream()
                .filter(each -> each.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .get("generation")
                .asInt();
    }

    private void start(String name) {
        JsonNode started =
                flywheel.http().post("/api/replays", "application/json", "{\"projection\":\"" + name + "\"}");
        assertThat(started.get("id").asString()).isEqualTo(name + "-2");
        assertThat(started.get("live").asInt()).isEqualTo(1);
    }

    private void post(String path) {
        flywheel.http().post("/api/replays/" + path, "application/json", "");
    }

    private void awaitState(String id, String state) {
        await(id)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> flywheel.http()
                                .json("/api/replays/" + id)
                                .get("state")
                                .asString(),
                        state::equals);
    }

    /** Every generation, also those that are kept, has read all there is, up to the position that is answered. */
    private long awaitLevel() {
        flywheel.http().awaitCaughtUp();
        long head =
                flywheel.http().json("/api/projections").get(0).get("position").asLong();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(store().queryForList("SELECT position FROM read_model_position", Long.class))
                                .hasSizeGreaterThan(4)
                                .containsOnly(head));
        return head;
    }

    private void awaitNoRows(String name, int generation) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(rows().of(name, generation).values())
                        .isNotEmpty()
                        .allMatch(List::isEmpty));
    }

    private void awaitNothingOf(String name, int generation) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(store().queryForList("SELECT processor FROM query_token", String.class))
                    .doesNotContain(name + "-" + generation);
            assertThat(store().queryForList("SELECT name FROM read_model_removal", String.class))
                    .isEmpty();
            assertThat(store().queryForList(
                                    "SELECT generation FROM read_model_position WHERE name = ?", Integer.class, name))
                    .doesNotContain(generation);
        });
    }

    private ReadModelRows rows() {
        return new ReadModelRows(store());
    }

    private JdbcTemplate store() {
        return flywheel.readStore();
    }
}
