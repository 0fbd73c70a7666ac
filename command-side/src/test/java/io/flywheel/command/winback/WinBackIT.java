package io.flywheel.command.winback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.api.EventFormat;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.OfferBlocked;
import io.flywheel.api.lifecycle.OfferHeldOut;
import io.flywheel.api.lifecycle.OfferMade;
import io.flywheel.api.lifecycle.WinBackEnded;
import io.flywheel.api.lifecycle.WinBackEvent;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.command.identity.PersonFinder;
import io.flywheel.command.lifecycle.Calls;
import io.flywheel.command.lifecycle.ConsentRecorder;
import io.flywheel.command.lifecycle.TouchpointRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole way on a real store, by a clock that is set by hand: silence, steps, return. */
@SpringBootTest(
        classes = CommandSideByHand.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "flywheel.churn.detector=true",
            "flywheel.win-back.enabled=true",
            "flywheel.data=target/test-data/wb"
        })
class WinBackIT {
    private static final Duration LIMIT = Duration.ofDays(60);

    @Autowired
    ClockByHand clock;

    @Autowired
    TouchpointRecorder recorder;

    @Autowired
    ConsentRecorder consents;

    @Autowired
    PersonFinder people;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void noon() {
        clock.moveToNextNoon();
    }

    private void visits(String user, Instant at) {
        recorder.record(new RecordTouchpoints(
                "wb", null, List.of(Calls.track(user + at, ExternalId.user(user), "Page Viewed", at))));
    }

    private LifecycleId consenting(String user) {
        visits(user, clock.instant());
        LifecycleId person = people.require(user);
        consents.record(person, new ConsentChanged("email", true, clock.instant(), "test", null, null));
        return person;
    }

    private List<WinBackEvent> told(LifecycleId person) {
        return jdbc
                .query(
                        "SELECT type, payload FROM ledger_event WHERE stream = ? ORDER BY sequence",
                        (row, number) -> EventFormat.read(row.getString(1), row.getBytes(2)),
                        person.value())
                .stream()
                .filter(WinBackEvent.class::isInstance)
                .map(WinBackEvent.class::cast)
                .toList();
    }

    private void untilTold(LifecycleId person, Class<?>... types) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told(person))
                        .extracting(event -> (Object) event.getClass())
                        .containsExactly((Object[]) types));
    }

    private Integer waiting(LifecycleId person) {
        return jdbc.queryForObject(
                "SELECT COUNT(*) FROM outbox WHERE stream = ? AND state <> 'dropped'", Integer.class, person.value());
    }

    /** Drawn into the arm of those who are addressed; about one in ten is not. */
    private LifecycleId addressed(String user) {
        for (int i = 0; ; i++) {
            LifecycleId person = consenting(user + i);
            if (draws.of("win-back", person).doubleValue() >= 0.5) {
                return person;
            }
        }
    }

    @Autowired
    Draws draws;

    @Test
    void whoever_falls_silent_is_addressed_step_by_step_until_she_comes_back() {
        LifecycleId ada = addressed("wb-ada");
        clock.move(LIMIT);
        untilTold(ada, WinBackStarted.class, OfferMade.class);
        assertThat(waiting(ada)).isEqualTo(1);
        clock.move(Duration.ofDays(8));
        untilTold(ada, WinBackStarted.class, OfferMade.class, OfferMade.class);
        String user = jdbc.queryForObject("SELECT COUNT(*) FROM win_back_deadline", Integer.class)
                .toString();
        assertThat(user).isNotEqualTo("0");
        recorder.record(new RecordTouchpoints(
                "wb", null, List.of(Calls.track("wb-back", idOf("wb-ada", ada), "Page Viewed", clock.instant()))));
        assertThat(told(ada).getLast()).isInstanceOf(WinBackEnded.class);
        assertThat(((WinBackEnded) told(ada).getLast()).reason()).isEqualTo("returned");
        await().untilAsserted(() -> assertThat(sagasOf(ada)).isZero());
    }

    private ExternalId idOf(String user, LifecycleId person) {
        for (int i = 0; ; i++) {
            if (people.find(user + i).filter(person::equals).isPresent()) {
                return ExternalId.user(user + i);
            }
        }
    }

    private Integer sagasOf(LifecycleId person) {
        String episode = ((WinBackStarted) told(person).getFirst()).episode();
        return jdbc.queryForObject(
                "SELECT COUNT(*) FROM win_back_saga_association WHERE associationValue = ?", Integer.class, episode);
    }

    @Test
    void without_consent_nothing_is_sent_and_each_decision_says_so() {
        visits("wb-bob", clock.instant());
        LifecycleId bob = people.require("wb-bob");
        clock.move(LIMIT);
        untilTold(bob, WinBackStarted.class, OfferBlocked.class);
        assertThat(((OfferBlocked) told(bob).getLast()).reason()).isEqualTo("consent");
        assertThat(waiting(bob)).isZero();
        clock.move(Duration.ofDays(6));
        untilTold(bob, WinBackStarted.class, OfferBlocked.class, OfferBlocked.class);
        clock.move(Duration.ofDays(10));
        untilTold(
                bob,
                WinBackStarted.class,
                OfferBlocked.class,
                OfferBlocked.class,
                OfferBlocked.class,
                WinBackEnded.class);
        assertThat(told(bob)).noneMatch(OfferMade.class::isInstance);
        assertThat(told(bob)).noneMatch(OfferHeldOut.class::isInstance);
    }

    @Test
    void withdrawing_consent_ends_it_and_takes_back_what_waits() {
        LifecycleId cleo = addressed("wb-cleo");
        clock.move(LIMIT);
        untilTold(cleo, WinBackStarted.class, OfferMade.class);
        consents.record(cleo, new ConsentChanged("email", false, clock.instant(), "test", null, null));
        assertThat(((WinBackEnded) told(cleo).getLast()).reason()).isEqualTo("consent");
        await().untilAsserted(() -> assertThat(sagasOf(cleo)).isZero());
    }
}
