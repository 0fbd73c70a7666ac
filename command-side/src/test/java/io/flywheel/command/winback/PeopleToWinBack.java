package io.flywheel.command.winback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.api.EventFormat;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.Micros;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.WinBackEnded;
import io.flywheel.api.lifecycle.WinBackEvent;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.api.winback.Draws;
import io.flywheel.command.CommandSideForTests;
import io.flywheel.command.identity.PersonFinder;
import io.flywheel.command.lifecycle.Calls;
import io.flywheel.command.lifecycle.ConsentRecorder;
import io.flywheel.command.lifecycle.TouchpointRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** People on a real store whom the shipped win-back may address, by a clock that is moved by hand. */
@SpringBootTest(
        classes = {PeopleToWinBack.ByHand.class, CommandSideForTests.class},
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "flywheel.churn.detector=true",
            "flywheel.win-back.enabled=true",
            "flywheel.data=target/test-data/win-back"
        })
abstract class PeopleToWinBack {
    @TestConfiguration(proxyBeanMethods = false)
    static class ByHand {
        @Bean
        ClockByHand clock() {
            return new ClockByHand();
        }
    }

    static final Duration LIMIT = Duration.ofDays(60);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    ClockByHand clock;

    @Autowired
    TouchpointRecorder recorder;

    @Autowired
    ConsentRecorder consents;

    @Autowired
    PersonFinder people;

    @Autowired
    Draws draws;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void noon() {
        clock.moveToNextNoon();
    }

    /**
     * @param user whom nobody else in these tests is called
     * @param since when she did something
     */
    record Person(String user, LifecycleId id, Instant since) {}

    void visits(String user, Instant at) {
        recorder.record(new RecordTouchpoints(
                "wb", null, List.of(Calls.track(user + at, ExternalId.user(user), "Page Viewed", at))));
    }

    void saysGoodbye(Person person) {
        recorder.record(new RecordTouchpoints(
                "wb",
                null,
                List.of(Calls.track(
                        person.user() + "-bye",
                        ExternalId.user(person.user()),
                        "Subscription Cancelled",
                        Micros.truncate(clock.instant())))));
    }

    Person visitor(String user) {
        Instant now = Micros.truncate(clock.instant());
        visits(user, now);
        return new Person(user, people.require(user), now);
    }

    void untilSilent(Person person) {
        await().atMost(PATIENCE)
                .until(() -> jdbc.queryForObject(
                                "SELECT COUNT(*) FROM ledger_event WHERE stream = ? AND type = 'ChurnDetected'",
                                Integer.class,
                                person.id().value())
                        > 0);
    }

    void consents(Person person, boolean granted) {
        consents.record(person.id(), new ConsentChanged("email", granted, clock.instant(), "test", null, null));
    }

    /** Drawn into the arm of those who are addressed, and consenting. */
    Person addressed(String name) {
        return drawn(name, true);
    }

    Person heldOut(String name) {
        return drawn(name, false);
    }

    private Person drawn(String name, boolean addressed) {
        for (int i = 0; ; i++) {
            String user = name + "-" + i;
            Person person = visitor(user);
            if (addressed == (draws.of("win-back", person.id()).doubleValue() >= 0.1)) {
                consents(person, true);
                return person;
            }
        }
    }

    List<WinBackEvent> told(Person person) {
        return jdbc
                .query(
                        "SELECT type, payload FROM ledger_event WHERE stream = ? ORDER BY sequence",
                        (row, number) -> EventFormat.read(row.getString(1), row.getBytes(2)),
                        person.id().value())
                .stream()
                .filter(WinBackEvent.class::isInstance)
                .map(WinBackEvent.class::cast)
                .toList();
    }

    void untilItBegan(Person person) {
        await().atMost(PATIENCE).until(() -> told(person).stream().anyMatch(WinBackStarted.class::isInstance));
    }

    void untilTold(Person person, Class<?>... types) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told(person))
                        .extracting(event -> (Object) event.getClass())
                        .containsExactly((Object[]) types));
    }

    void dayByDayUntilItIsOver(Person person) {
        await().atMost(PATIENCE.multipliedBy(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    clock.move(Duration.ofDays(1));
                    return told(person).getLast() instanceof WinBackEnded;
                });
    }

    void untilNobodyWaitsFor(Person person) {
        String episode = ((WinBackStarted) told(person).getFirst()).episode();
        await().atMost(PATIENCE)
                .until(() -> jdbc.queryForObject(
                                "SELECT COUNT(*) FROM win_back_saga_association WHERE associationValue = ?",
                                Integer.class,
                                episode)
                        == 0);
    }

    String reason(Person person) {
        return ((WinBackEnded) told(person).getLast()).reason();
    }

    /** Messages that may still go out, or have. */
    int messages(Person person) {
        Integer count = jdbc.queryForObject(
                "SELECT COUNT(*) FROM outbox WHERE stream = ? AND state <> 'dropped'",
                Integer.class,
                person.id().value());
        return count == null ? 0 : count;
    }
}
