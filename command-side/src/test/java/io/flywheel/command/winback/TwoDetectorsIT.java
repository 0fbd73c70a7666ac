package io.flywheel.command.winback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.api.EventFormat;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.Micros;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.command.TwoCommandSides;
import io.flywheel.command.identity.PersonFinder;
import io.flywheel.command.lifecycle.Calls;
import io.flywheel.command.lifecycle.ConsentRecorder;
import io.flywheel.command.lifecycle.TouchpointRecorder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two command sides that look for the silent, and address them, at the same time. */
class TwoDetectorsIT {
    private static final int PEOPLE = 450;
    private static final int BATCH = 150;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ClockByHand clock = new ClockByHand();
    private TwoCommandSides sides;

    @BeforeEach
    void start() throws IOException {
        sides = new TwoCommandSides(clock, "flywheel.churn.detector=true", "flywheel.win-back.enabled=true");
        clock.moveToNextNoon();
    }

    @AfterEach
    void stop() {
        sides.close();
    }

    /** Each side remembers everybody, and the first one as she was before she did what the second was told. */
    private void visits(Instant at) {
        for (int side = 0; side < 2; side++) {
            TouchpointRecorder recorder = sides.both(TouchpointRecorder.class).get(side);
            for (int from = 0; from < PEOPLE; from += BATCH) {
                List<IncomingTouchpoint> batch = new ArrayList<>();
                for (int person = from; person < from + BATCH; person++) {
                    String message = side + "-" + person;
                    batch.add(Calls.track(message, ExternalId.user("quiet-" + person), "Page Viewed", at));
                }
                recorder.record(new RecordTouchpoints("silent", null, batch));
            }
        }
        PersonFinder people = sides.first(PersonFinder.class);
        for (int person = 0; person < PEOPLE; person++) {
            LifecycleId id = people.require("quiet-" + person);
            sides.both(ConsentRecorder.class)
                    .get(person % 2)
                    .record(id, new ConsentChanged("email", true, at, "test", null, null));
        }
    }

    private int count(String sql) {
        Integer count = sides.ledger().queryForObject(sql, Integer.class);
        return count == null ? 0 : count;
    }

    /** How many events of a type each lifecycle has. */
    private Map<String, Integer> perPerson(String types) {
        Map<String, Integer> counts = new TreeMap<>();
        sides.ledger()
                .query(
                        "SELECT stream, COUNT(*) FROM ledger_event WHERE type IN (" + types + ") GROUP BY stream",
                        row -> {
                            counts.put(row.getString(1), row.getInt(2));
                        });
        return counts;
    }

    private List<String> silences() {
        return sides.ledger()
                .query(
                        "SELECT stream, type, payload FROM ledger_event WHERE type = 'ChurnDetected'",
                        (row, number) -> row.getString(1) + " "
                                + ((ChurnDetected) EventFormat.read(row.getString(2), row.getBytes(3))).model());
    }

    @Test
    void each_silence_is_recorded_once_and_everybody_is_addressed_once() {
        visits(clock.instant());
        clock.move(PeopleToWinBack.LIMIT);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(perPerson("'OfferMade', 'OfferHeldOut'")).hasSize(PEOPLE));
        assertThat(silences())
                .as("under each of two models")
                .hasSize(2 * PEOPLE)
                .doesNotHaveDuplicates();
        assertThat(perPerson("'WinBackStarted'")).hasSize(PEOPLE).values().containsOnly(1);
        assertThat(perPerson("'OfferMade', 'OfferHeldOut'")).values().containsOnly(1);
        assertThat(count("SELECT COUNT(*) FROM ledger_event WHERE type = 'OfferMade'"))
                .isEqualTo(count("SELECT COUNT(*) FROM outbox"))
                .isEqualTo(count("SELECT COUNT(DISTINCT stream) FROM outbox"))
                .isBetween(PEOPLE * 3 / 4, PEOPLE - 1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(count("SELECT COUNT(*) FROM outbox WHERE state = 'sent'"))
                        .isEqualTo(count("SELECT COUNT(*) FROM outbox")));
        assertThat(count("SELECT MAX(attempts) FROM outbox")).isEqualTo(1);
        assertThat(count("SELECT COUNT(*) FROM ledger_event WHERE type = 'WinBackEnded'"))
                .isZero();
        assertThat(count("SELECT COUNT(*) FROM churn_due WHERE due_at <= " + Micros.of(clock.instant())))
                .isZero();
    }
}
