package io.flywheel.command.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.EventFormat;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.PersonalDataErased;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.privacy.KeyKeeper;
import io.flywheel.api.privacy.Place;
import io.flywheel.api.privacy.Seals;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.command.CommandSideForTests;
import io.flywheel.command.identity.NobodyKnown;
import io.flywheel.command.lifecycle.Calls;
import io.flywheel.command.lifecycle.TouchpointRecorder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

/** Services go on sending about somebody, from her account and her devices, while she is being forgotten. */
@SpringBootTest(classes = CommandSideForTests.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ForgettingMeanwhileIT {
    private static final int SENDERS = 4;
    private static final int BATCHES = 60;
    private static final int EACH = 5;

    @Autowired
    TouchpointRecorder recorder;

    @Autowired
    Erasures erasures;

    @Autowired
    KeyKeeper keys;

    @Autowired
    Seals seals;

    @Autowired
    JdbcTemplate jdbc;

    private static IncomingTouchpoint call(String message, TouchpointKind kind, List<ExternalId> ids) {
        return Calls.call(
                message,
                kind,
                "Page Viewed",
                ids,
                null,
                Instant.parse("2026-03-01T12:00:00Z"),
                "{\"traits\":{\"name\":\"" + message + "\"}}");
    }

    private int send(int sender) {
        ExternalId ada = ExternalId.user("meanwhile");
        ExternalId device = ExternalId.anonymous("meanwhile-" + sender);
        int recorded = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            List<IncomingTouchpoint> calls = new ArrayList<>();
            for (int i = 0; i < EACH; i++) {
                String message = "meanwhile-" + sender + "-" + batch + "-" + i;
                calls.add(
                        switch (i) {
                            case 0 -> call(message, TouchpointKind.TRACK, List.of(device));
                            case 1 -> call(message, TouchpointKind.IDENTIFY, List.of(ada, device));
                            default -> call(message, TouchpointKind.TRACK, List.of(ada));
                        });
            }
            recorded += recorder.record(new RecordTouchpoints("meanwhile", null, calls))
                    .recorded();
        }
        return recorded;
    }

    private int forget(int times) {
        int done = 0;
        while (done < times) {
            try {
                erasures.forget("meanwhile", "test");
                done++;
            } catch (NobodyKnown notYet) {
                Thread.onSpinWait();
            }
        }
        return done;
    }

    private record Stored(String stream, Object event) {}

    private List<Stored> stored() {
        return jdbc.query(
                "SELECT stream, type, payload FROM ledger_event WHERE type IN ('TouchpointRecorded', 'PersonalDataErased')"
                        + " ORDER BY position",
                (row, number) -> new Stored(row.getString(1), EventFormat.read(row.getString(2), row.getBytes(3))));
    }

    @Test
    void whatever_came_before_cannot_be_opened_whatever_comes_later_can_and_each_counts_once() throws Exception {
        int recorded = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(SENDERS + 1)) {
            List<Callable<Integer>> senders = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                int sender = i;
                senders.add(() -> send(sender));
            }
            List<Future<Integer>> sent = senders.stream().map(threads::submit).toList();
            Future<Integer> forgotten = threads.submit(() -> forget(20));
            for (Future<Integer> each : sent) {
                recorded += each.get();
            }
            assertThat(forgotten.get()).isEqualTo(20);
        }
        assertThat(recorded).isEqualTo(SENDERS * BATCHES * EACH);

        Set<String> over = new HashSet<>();
        List<Stored> all = stored().reversed();
        for (Stored each : all) {
            if (each.event() instanceof PersonalDataErased erased) {
                over.add(each.stream());
                assertThat(erased.keys()).allMatch(key -> keys.find(key).isEmpty());
            }
        }
        int seen = 0;
        Set<String> erasedLater = new HashSet<>();
        for (Stored each : all) {
            if (each.event() instanceof PersonalDataErased) {
                erasedLater.add(each.stream());
            } else if (each.event() instanceof TouchpointRecorded touchpoint
                    && touchpoint.facts().source().equals("meanwhile")) {
                seen++;
                boolean open = seals.open(
                                touchpoint.sealed(), Place.of(touchpoint.facts().key()))
                        .isPresent();
                if (over.contains(each.stream())) {
                    assertThat(erasedLater)
                            .as("a lifecycle gets nothing once it is over")
                            .contains(each.stream());
                    assertThat(open).isFalse();
                }
            }
        }
        assertThat(seen).isEqualTo(SENDERS * BATCHES * EACH);
    }
}
