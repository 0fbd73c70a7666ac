package io.flywheel.command.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.command.CommandSideForTests;
import io.flywheel.command.platform.AggregateCache;
import io.flywheel.command.platform.LedgerEventStore;
import java.time.Instant;
import java.util.List;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

@SpringBootTest(classes = CommandSideForTests.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class LeavingIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Autowired
    TouchpointRecorder recorder;

    @Autowired
    Leaving leaving;

    @Autowired
    AggregateCache cache;

    @Autowired
    LedgerEventStore store;

    @Autowired
    LockFactory locks;

    @Autowired
    JdbcTemplate jdbc;

    private int messages;

    /** Answers her stream. */
    private String record(String user, int touchpoints) {
        for (int i = 0; i < touchpoints; i++) {
            messages++;
            String name = i % 2 == 0 ? "Page Viewed" : "Order Completed";
            var call =
                    Calls.track(user + messages, ExternalId.user("leaver " + user), name, NOON.plusSeconds(messages));
            recorder.record(new RecordTouchpoints("leaving", null, List.of(call)));
        }
        return java.util.Objects.requireNonNull(jdbc.queryForObject(
                "SELECT stream FROM ledger_event WHERE position = (SELECT MAX(position) FROM ledger_event)",
                String.class));
    }

    /** As if everybody else came by. */
    private void crowdOut(String stream) {
        var memory = cache.caffeine().policy().eviction().orElseThrow();
        long fitting = memory.getMaximum();
        memory.setMaximum(0);
        cache.caffeine().cleanUp();
        memory.setMaximum(fitting);
        assertThat(cache.containsKey(stream)).isFalse();
    }

    private @Nullable Long snapshotOf(String stream) {
        return jdbc.queryForObject("SELECT MAX(sequence) FROM ledger_snapshot WHERE stream = ?", Long.class, stream);
    }

    private Long lastOf(String stream) {
        return jdbc.queryForObject("SELECT MAX(sequence) FROM ledger_event WHERE stream = ?", Long.class, stream);
    }

    /** What she is known for, folded from her events alone. */
    private List<?> pathOf(String stream, String model) {
        return History.of(store.readEvents(stream, 0).asStream().map(DomainEventMessage::getPayload))
                .path(model);
    }

    @Test
    void whoever_is_crowded_out_of_memory_leaves_a_snapshot_and_goes_on_from_it() {
        String ada = record("ada", 6);
        crowdOut(ada);
        await().untilAsserted(() -> assertThat(snapshotOf(ada)).isEqualTo(lastOf(ada)));
        String grace = record("grace", 6);

        // Her events are out of the way: only the snapshot can tell what she did before.
        int hidden = jdbc.update(
                "UPDATE ledger_event SET stream = 'hidden' WHERE stream = ? AND sequence <= ?", ada, snapshotOf(ada));
        record("ada", 6);
        jdbc.update("UPDATE ledger_event SET stream = ? WHERE stream = 'hidden'", ada);
        record("grace", 6);

        assertThat(hidden).isGreaterThan(6);
        assertThat(pathOf(ada, "aarrr")).hasSameSizeAs(pathOf(grace, "aarrr")).isNotEmpty();
        assertThat(store.readEvents(ada, 0).asStream().map(DomainEventMessage::getSequenceNumber))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void who_did_little_leaves_nothing() {
        String ada = record("little", 4);
        String grace = record("more", 5);
        crowdOut(ada);
        crowdOut(grace);
        await().untilAsserted(() -> assertThat(snapshotOf(grace)).isNotNull());
        assertThat(snapshotOf(ada)).isNull();
    }

    @Test
    void whoever_is_in_memory_when_the_process_stops_leaves_a_snapshot() {
        String ada = record("stopping", 6);
        assertThat(snapshotOf(ada)).isNull();
        leaving.stop();
        try {
            assertThat(snapshotOf(ada)).isEqualTo(lastOf(ada));
        } finally {
            leaving.start();
        }
    }

    @Test
    void a_later_snapshot_takes_the_place_of_the_earlier_one() {
        String ada = record("twice", 6);
        crowdOut(ada);
        await().untilAsserted(() -> assertThat(snapshotOf(ada)).isEqualTo(lastOf(ada)));
        record("twice", 6);
        crowdOut(ada);
        await().untilAsserted(() -> assertThat(snapshotOf(ada)).isEqualTo(lastOf(ada)));
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM ledger_snapshot WHERE stream = ?", Long.class, ada))
                .isEqualTo(1);
    }

    @Test
    void what_was_applied_in_vain_is_in_no_snapshot() {
        String ada = record("vain", 6);
        Lock lock = locks.obtainLock(ada);
        try {
            crowdOut(ada);
            leaving.forget(List.of(ada));
        } finally {
            lock.release();
        }
        String grace = record("after", 6);
        crowdOut(grace);
        await().untilAsserted(() -> assertThat(snapshotOf(grace)).isNotNull());
        assertThat(snapshotOf(ada)).isNull();
    }
}
