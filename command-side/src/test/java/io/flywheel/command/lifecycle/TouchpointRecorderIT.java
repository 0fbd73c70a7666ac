package io.flywheel.command.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.store.TestStore;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.api.touchpoint.RecordingOutcome;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.command.CommandSideForTests;
import io.flywheel.command.platform.AggregateCache;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

@SpringBootTest(classes = CommandSideForTests.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class TouchpointRecorderIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Autowired
    TouchpointRecorder recorder;

    @Autowired
    TouchpointVoider voider;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    AggregateCache cache;

    private int messages;

    private static IncomingTouchpoint call(
            String messageId, TouchpointKind kind, String name, List<ExternalId> ids, @Nullable ExternalId previous) {
        return Calls.call(messageId, kind, name, ids, previous, NOON);
    }

    private static IncomingTouchpoint track(String messageId, ExternalId id, String name) {
        return call(messageId, TouchpointKind.TRACK, name, List.of(id), null);
    }

    private IncomingTouchpoint identify(String user, String anonymous) {
        return call(
                "identify" + messages++,
                TouchpointKind.IDENTIFY,
                "Identified",
                List.of(ExternalId.user(user), ExternalId.anonymous(anonymous)),
                null);
    }

    private RecordingOutcome record(String source, IncomingTouchpoint... touchpoints) {
        return recorder.record(new RecordTouchpoints(source, null, List.of(touchpoints)));
    }

    private long recordedFor(String source) {
        return events(source).stream().filter("TouchpointRecorded"::equals).count();
    }

    private List<String> events(String source) {
        return jdbc.queryForList(
                "SELECT type FROM ledger_event WHERE stream IN (SELECT stream FROM ledger_event"
                        + " WHERE type = 'LifecycleOpened' AND " + TestStore.utf8("payload")
                        + " LIKE ?) ORDER BY position",
                String.class,
                "%\"" + source + "\"%");
    }

    private List<String> peopleOf(String source) {
        return jdbc.queryForList(
                "SELECT DISTINCT stream FROM ledger_event WHERE type = 'TouchpointRecorded'" + " AND "
                        + TestStore.utf8("payload") + " LIKE ?",
                String.class,
                "%\"source\":\"" + source + "\"%");
    }

    @Test
    void a_touchpoint_is_recorded_once_however_often_it_is_sent() {
        var sent = track("m1", ExternalId.user("ada"), "Page Viewed");
        RecordingOutcome first = record("once", sent);
        RecordingOutcome again = record("once", sent, sent);
        assertThat(first.recorded()).isEqualTo(1);
        assertThat(again.recorded()).isZero();
        assertThat(again.duplicate()).isEqualTo(2);
        assertThat(again.position()).isLessThanOrEqualTo(first.position()).isPositive();
        assertThat(recordedFor("once")).isEqualTo(1);
    }

    @Test
    void other_content_under_a_known_message_id_is_refused_as_a_conflict() {
        record("conflict", track("m1", ExternalId.user("ada"), "Page Viewed"));
        RecordingOutcome other = record(
                "conflict",
                track("m1", ExternalId.user("ada"), "Signed Up"),
                track("m2", ExternalId.user("ada"), "Signed Up"));
        assertThat(other.recorded()).isEqualTo(1);
        assertThat(other.refused()).singleElement().satisfies(refused -> {
            assertThat(refused.index()).isZero();
            assertThat(refused.reason()).isEqualTo("conflict");
        });
    }

    @Test
    void an_anonymous_person_who_signs_up_stays_one_person() {
        record("signup", track("a", ExternalId.anonymous("cookie-1"), "Page Viewed"), identify("bea", "cookie-1"));
        record("signup", track("b", ExternalId.user("bea"), "Order Completed"));
        record("signup", track("c", ExternalId.anonymous("cookie-1"), "Page Viewed"));
        assertThat(peopleOf("signup")).hasSize(1);
        assertThat(recordedFor("signup")).isEqualTo(4);
    }

    @Test
    void a_shared_device_moves_on_to_whoever_signs_in() {
        record("device", identify("carl", "tablet"), track("a", ExternalId.anonymous("tablet"), "Page Viewed"));
        record("device", identify("dora", "tablet"));
        record("device", track("b", ExternalId.anonymous("tablet"), "Page Viewed"));
        assertThat(peopleOf("device")).hasSize(2);
        assertThat(events("device")).containsOnlyOnce("IdentityReleased");
        List<Integer> perPerson = new ArrayList<>();
        for (String person : peopleOf("device")) {
            perPerson.add(jdbc.queryForObject(
                    "SELECT COUNT(*) FROM ledger_event WHERE stream = ? AND type = 'TouchpointRecorded'",
                    Integer.class,
                    person));
        }
        assertThat(perPerson).containsExactlyInAnyOrder(2, 2);
    }

    @Test
    void a_link_between_two_user_ids_waits_for_somebody_who_knows() {
        record("merge", track("a", ExternalId.user("emilia"), "Page Viewed"));
        record("merge", track("b", ExternalId.user("emil"), "Page Viewed"));
        RecordingOutcome outcome = record(
                "merge",
                call(
                        "c",
                        TouchpointKind.ALIAS,
                        "Aliased",
                        List.of(ExternalId.user("emil")),
                        ExternalId.user("emilia")));
        assertThat(outcome.recorded()).isZero();
        assertThat(outcome.refused())
                .singleElement()
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo("merge-needed"));
    }

    @Test
    void an_alias_gives_a_person_a_further_id() {
        record("alias", track("a", ExternalId.anonymous("old"), "Page Viewed"));
        record(
                "alias",
                call("b", TouchpointKind.ALIAS, "Aliased", List.of(ExternalId.user("fay")), ExternalId.user("old")));
        record("alias", track("c", ExternalId.user("fay"), "Page Viewed"));
        assertThat(peopleOf("alias")).hasSize(1);
    }

    @Test
    void a_voided_touchpoint_is_voided_once_and_never_recorded_again() {
        var wrong = track("m1", ExternalId.user("gil"), "Order Completed");
        record("void", wrong, track("m2", ExternalId.user("gil"), "Page Viewed"));
        assertThat(voider.voidOne("void", "m1", "a test order", "an operator")).isEqualTo(1);
        assertThat(voider.voidOne("void", "m1", "a test order", "an operator")).isZero();
        assertThat(record("void", wrong).recorded()).isZero();
        assertThat(events("void")).containsOnlyOnce("TouchpointVoided");
    }

    @Test
    void a_whole_import_can_be_voided() {
        for (int batch = 0; batch < 3; batch++) {
            List<IncomingTouchpoint> rows = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                rows.add(track("import-" + batch + "-" + i, ExternalId.user("i" + i % 40), "Order Completed"));
            }
            recorder.record(new RecordTouchpoints("imports", batch == 1 ? "wrong-one" : "right-one", rows));
        }
        assertThat(voider.voidImport("wrong-one", "a mistaken file", "an operator"))
                .isEqualTo(100);
        assertThat(voider.voidImport("wrong-one", "a mistaken file", "an operator"))
                .isZero();
    }

    @Test
    void eight_senders_of_the_same_people_and_messages_record_each_once() throws Exception {
        int senders = 8;
        List<IncomingTouchpoint> all = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            all.add(track("c" + i, ExternalId.user("person" + i % 97), "Page Viewed"));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(senders)) {
            List<Future<Integer>> recorded = new ArrayList<>();
            for (int s = 0; s < senders; s++) {
                int seed = s;
                recorded.add(threads.submit((Callable<Integer>) () -> {
                    List<IncomingTouchpoint> mine = new ArrayList<>(all);
                    Collections.shuffle(mine, new Random(seed));
                    int sum = 0;
                    for (int from = 0; from < mine.size(); from += 100) {
                        sum += recorder.record(new RecordTouchpoints("crowd", null, mine.subList(from, from + 100)))
                                .recorded();
                    }
                    return sum;
                }));
            }
            int sum = 0;
            for (Future<Integer> each : recorded) {
                sum += each.get();
            }
            assertThat(sum).isEqualTo(2_000);
        }
        assertThat(peopleOf("crowd")).hasSize(97);
        assertPositionsHaveNoGaps();
    }

    @Test
    void a_long_history_goes_on_from_its_snapshot() {
        List<IncomingTouchpoint> visits = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            visits.add(track("s" + i, ExternalId.user("hal"), "Page Viewed"));
        }
        for (int from = 0; from < 150; from += 30) {
            recorder.record(new RecordTouchpoints("long", null, visits.subList(from, from + 30)));
        }
        String person = peopleOf("long").getFirst();
        await().until(() ->
                jdbc.queryForObject("SELECT COUNT(*) FROM ledger_snapshot WHERE stream = ?", Integer.class, person)
                        == 1);
        cache.removeAll();
        record("long", track("s-last", ExternalId.user("hal"), "Order Completed"));
        assertThat(recordedFor("long")).isEqualTo(151);
        assertThat(jdbc.queryForList(
                        "SELECT type FROM ledger_event WHERE stream = ? AND type = 'StageEntered' ORDER BY sequence",
                        String.class,
                        person))
                .as("contact and activation, in both models")
                .hasSize(4);
        assertPositionsHaveNoGaps();
    }

    private void assertPositionsHaveNoGaps() {
        assertThat(jdbc.queryForObject("SELECT MAX(position) - COUNT(*) FROM ledger_event", Long.class))
                .isZero();
        assertThat(jdbc.queryForObject("SELECT position FROM ledger_head", Long.class))
                .isEqualTo(jdbc.queryForObject("SELECT MAX(position) FROM ledger_event", Long.class));
    }
}
