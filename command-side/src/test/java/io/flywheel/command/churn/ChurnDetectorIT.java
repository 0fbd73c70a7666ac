package io.flywheel.command.churn;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.EventFormat;
import io.flywheel.api.Micros;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.command.CommandSideForTests;
import io.flywheel.command.identity.PersonFinder;
import io.flywheel.command.lifecycle.Calls;
import io.flywheel.command.lifecycle.TouchpointRecorder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who is nominated and who is not, on a real store, by a clock that is set by hand. */
@SpringBootTest(classes = CommandSideForTests.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class ChurnDetectorIT {
    private static final double MINUTE = 1 / 1_440d;
    private static final Instant DAY_0 = Instant.parse("2026-01-01T08:00:00Z");

    @Autowired
    DueSheet sheet;

    @Autowired
    SilenceDecision decision;

    @Autowired
    TouchpointRecorder recorder;

    @Autowired
    PersonFinder people;

    @Autowired
    JdbcTemplate jdbc;

    private final Set set = new Set();
    private boolean filling;
    private BackFills backFills;

    /** A clock that stands where it was put. */
    private static final class Set extends Clock {
        private volatile Instant now = DAY_0;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void nobody_else_is_due() {
        jdbc.update("DELETE FROM churn_due");
        jdbc.update("DELETE FROM source_hour");
        jdbc.update("DELETE FROM source_believed");
        jdbc.update("DELETE FROM source_back_fill");
        backFills = new BackFills(jdbc, set, Stream::empty, 100);
    }

    private SourcePulse pulse() {
        return new SourcePulse(jdbc, set);
    }

    private SourceBreaker breaker() {
        return new SourceBreaker(pulse(), sheet, backFills, jdbc, set);
    }

    private ChurnDetector detector() {
        return new ChurnDetector(sheet, decision, breaker(), backFills, List.of(() -> filling), set, false);
    }

    private static Instant day(double day) {
        return DAY_0.plusMillis(Math.round(day * 86_400_000));
    }

    private void visits(String user, double... days) {
        List<IncomingTouchpoint> visits = new ArrayList<>();
        for (double day : days) {
            visits.add(Calls.track(user + "-" + day, ExternalId.user(user), "Page Viewed", day(day)));
        }
        recorder.record(new RecordTouchpoints("churn-shop", "an-import", visits));
    }

    private List<Object> events(String user) {
        return jdbc.query(
                "SELECT type, payload FROM ledger_event WHERE stream = ? ORDER BY sequence",
                (row, number) -> EventFormat.read(row.getString(1), row.getBytes(2)),
                people.require(user).value());
    }

    /** Under the default model; the other active one has the same limit. */
    private List<ChurnDetected> churns(String user) {
        return events(user).stream()
                .filter(ChurnDetected.class::isInstance)
                .map(ChurnDetected.class::cast)
                .filter(it -> it.model().equals("aarrr"))
                .toList();
    }

    private Instant due(String user) {
        List<Long> due = jdbc.queryForList(
                "SELECT due_at FROM churn_due WHERE stream = ?",
                Long.class,
                people.require(user).value());
        return due.isEmpty() ? null : Micros.toInstant(due.getFirst());
    }

    private int detectOn(double day) {
        set.now = day(day);
        return detector().detect();
    }

    @Test
    void nobody_is_lost_before_her_limit_and_everybody_at_it() {
        visits("cd-59", 1);
        visits("cd-60", 0);
        assertThat(detectOn(59.999)).isZero();
        assertThat(detectOn(60)).isEqualTo(1);
        assertThat(churns("cd-60")).singleElement().satisfies(churn -> {
            assertThat(churn.occurredAt()).isEqualTo(day(60));
            assertThat(churn.silentSince()).isEqualTo(day(0));
        });
        assertThat(due("cd-60")).as("nothing can lose her again").isNull();
        assertThat(churns("cd-59")).isEmpty();
        assertThat(detectOn(61)).isEqualTo(1);
        assertThat(detectOn(200)).isZero();
    }

    @Test
    void doing_something_every_day_writes_nothing_on_the_sheet() {
        visits("cd-daily", 0);
        Instant first = due("cd-daily");
        visits("cd-daily", 1, 2, 3);
        visits("cd-daily", 40);
        assertThat(due("cd-daily")).isEqualTo(first).isEqualTo(day(60));
        assertThat(detectOn(60)).isZero();
        assertThat(due("cd-daily")).isEqualTo(day(100));
        assertThat(churns("cd-daily")).isEmpty();
    }

    @Test
    void whoever_comes_back_can_be_lost_again() {
        visits("cd-back", 0);
        detectOn(60);
        visits("cd-back", 70);
        assertThat(due("cd-back")).isEqualTo(day(130));
        assertThat(detectOn(130)).isEqualTo(1);
        assertThat(churns("cd-back")).extracting(ChurnDetected::occurredAt).containsExactly(day(60), day(130));
    }

    @Test
    void what_becomes_known_late_moves_a_churn_that_stands_all_the_same() {
        visits("cd-late", 0);
        detectOn(60);
        visits("cd-late", 10);
        assertThat(events("cd-late").stream()
                        .filter(PathCorrected.class::isInstance)
                        .map(PathCorrected.class::cast)
                        .filter(it -> it.model().equals("aarrr")))
                .singleElement()
                .satisfies(correction -> {
                    assertThat(correction.withdrawn())
                            .singleElement()
                            .satisfies(step -> assertThat(step.occurredAt()).isEqualTo(day(60)));
                    assertThat(correction.entered())
                            .singleElement()
                            .satisfies(step -> assertThat(step.occurredAt()).isEqualTo(day(70)));
                });
        assertThat(due("cd-late")).as("she is lost already").isNull();
        assertThat(detectOn(200)).isZero();
    }

    @Test
    void while_a_service_sends_its_history_nobody_of_whom_it_told_last_is_taken_for_lost() {
        visits("cd-filled", 0);
        visits("cd-lost", 1);
        double now = 62;
        set.now = day(now);
        pulse().heard("churn-shop");
        backFills.heard("churn-shop", Collections.nCopies(100, day(1)));
        assertThat(breaker().all())
                .singleElement()
                .satisfies(source -> assertThat(source.fillingIn()).isTrue());
        assertThat(detectOn(now)).isZero();
        // What came next: she was there all the time. Nobody was told that she was lost.
        visits("cd-filled", 40);
        assertThat(detectOn(now + 5 * MINUTE)).isZero();
        assertThat(detectOn(now + 30 * MINUTE)).isEqualTo(1);
        assertThat(churns("cd-filled")).isEmpty();
        assertThat(churns("cd-lost"))
                .as("at its true instant")
                .extracting(ChurnDetected::occurredAt)
                .containsExactly(day(61));
    }

    @Test
    void people_of_other_services_are_looked_at_meanwhile() {
        visits("cd-other", 0);
        set.now = day(61);
        backFills.heard("another-shop", Collections.nCopies(100, day(1)));
        assertThat(detectOn(61)).isEqualTo(1);
    }

    @Test
    void however_many_are_due_the_sources_are_asked_about_once() {
        List<IncomingTouchpoint> visits = new ArrayList<>();
        for (int i = 0; i < 401; i++) {
            visits.add(Calls.track("cd-many-" + i, ExternalId.user("cd-many-" + i), "Page Viewed", day(0)));
        }
        recorder.record(new RecordTouchpoints("churn-shop", "an-import", visits));
        set.now = day(60);
        AtomicInteger asked = new AtomicInteger();
        SourceBreaker counting = new SourceBreaker(pulse(), sheet, backFills, jdbc, set) {
            @Override
            Map<String, Instant> silent() {
                asked.incrementAndGet();
                return super.silent();
            }
        };
        ChurnDetector detector = new ChurnDetector(sheet, decision, counting, backFills, List.of(), set, false);
        assertThat(detector.detect()).isEqualTo(401);
        assertThat(asked).hasValue(1);
        assertThat(detector.detect()).isZero();
        assertThat(asked).as("nobody is due").hasValue(1);
    }

    @Test
    void while_history_is_filled_in_nobody_is_looked_at() {
        visits("cd-import", 0);
        filling = true;
        assertThat(detectOn(61)).isZero();
        filling = false;
        assertThat(detectOn(61)).isEqualTo(1);
    }

    @Test
    void people_of_a_source_that_fell_silent_are_held_until_somebody_believes_it() {
        for (int hour = 0; hour < 24 * 10; hour++) {
            set.now = DAY_0.plus(Duration.ofHours(hour));
            pulse().heard("churn-shop");
        }
        visits("cd-held", 0);
        visits("cd-other", 0);
        jdbc.update(
                "DELETE FROM churn_due WHERE stream = ?",
                people.require("cd-other").value());
        assertThat(detectOn(61)).isZero();
        assertThat(breaker().all()).singleElement().satisfies(source -> {
            assertThat(source.silent()).isTrue();
            assertThat(source.held()).isEqualTo(1);
            assertThat(source.tooLongHours()).isEqualTo(6);
            assertThat(source.lastHeard()).isEqualTo(day(10));
        });
        assertThat(detectOn(90)).isZero();
        assertThat(breaker().believe("churn-shop", "test")).isEqualTo(1);
        assertThat(detectOn(90)).isEqualTo(1);
        assertThat(breaker().all()).noneMatch(SourceBreaker.Shown::silent);
    }

    @Test
    void two_detectors_on_one_store_lose_each_person_once() throws Exception {
        int count = 450;
        for (int i = 0; i < count; i++) {
            visits("cd-race-" + i, 0.001 * i);
        }
        set.now = day(70);
        int found = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> detectors =
                    List.of(detector()::detect, detector()::detect, detector()::detect, detector()::detect);
            for (Future<Integer> each : threads.invokeAll(detectors)) {
                found += each.get();
            }
        }
        assertThat(found).isEqualTo(count);
        for (int i = 0; i < count; i += 50) {
            assertThat(churns("cd-race-" + i)).hasSize(1);
        }
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM churn_due", Integer.class))
                .isZero();
    }
}
