package io.flywheel.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.query.platform.Ledger;
import io.flywheel.query.platform.LedgerEvent;
import io.flywheel.query.platform.TestLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordedClockIT {
    private final TestLedger ledger = new TestLedger();
    private final TimelineProjection projection = new TimelineProjection();
    private final RecordedClock clock = new RecordedClock(ledger.jdbc, new Ledger(ledger.jdbc));
    private final List<LedgerEvent> all = new ArrayList<>();

    @BeforeEach
    void live() {
        ledger.jdbc.update("INSERT INTO read_model (name, live) VALUES ('timeline', 1)");
    }

    private void recorded(String... times) {
        List<LedgerEvent> block = new ArrayList<>();
        for (String time : times) {
            LifecycleOpened event = new LifecycleOpened("web", List.of());
            int before = all.size() + block.size();
            block.add(new LedgerEvent(before + 1, "s", before, Instant.parse(time), "LifecycleOpened", event));
        }
        all.addAll(block);
        ledger.append(block);
        projection.project(block, ledger.jdbc, 1);
    }

    private long largestUpTo(Instant instant) {
        return all.stream()
                .filter(event -> !event.recordedAt().isAfter(instant))
                .mapToLong(LedgerEvent::position)
                .max()
                .orElse(0);
    }

    @Test
    void an_instant_finds_the_last_position_recorded_at_or_before_it() {
        recorded("2026-01-01T10:00:00Z", "2026-01-01T10:00:00.000001Z", "2026-01-02T00:00:00Z");
        assertThat(clock.positionAt(Instant.parse("2026-01-01T09:59:59.999999Z")))
                .isZero();
        assertThat(clock.positionAt(Instant.parse("2026-01-01T10:00:00Z"))).isEqualTo(1);
        assertThat(clock.positionAt(Instant.parse("2026-01-01T10:00:00.000001Z")))
                .isEqualTo(2);
        assertThat(clock.positionAt(Instant.parse("2026-01-01T23:59:59Z"))).isEqualTo(2);
        assertThat(clock.positionAt(Instant.parse("2030-01-01T00:00:00Z"))).isEqualTo(3);
    }

    @Test
    void a_clock_that_steps_back_hides_nothing_that_was_recorded_before() {
        recorded("2026-03-01T00:00:00Z");
        recorded("2026-01-01T00:00:00.5Z", "2026-01-01T00:00:00.2Z");
        assertThat(clock.positionAt(Instant.parse("2026-01-01T00:00:00.2Z"))).isEqualTo(3);
        assertThat(clock.positionAt(Instant.parse("2026-02-01T00:00:00Z"))).isEqualTo(3);
        assertThat(clock.positionAt(Instant.parse("2026-03-01T00:00:00Z"))).isEqualTo(3);
    }

    @Test
    void a_thousand_random_clocks_agree_with_looking_at_every_event() {
        Random random = new Random(42);
        Instant start = Instant.parse("2026-01-01T23:59:50Z");
        for (int block = 0; block < 40; block++) {
            recorded(random.ints(5, 0, 20_000)
                    .mapToObj(millis -> start.plusMillis(millis).toString())
                    .toArray(String[]::new));
        }
        for (int i = 0; i < 1_000; i++) {
            Instant instant = start.plusMillis(random.nextInt(22_000) - 1_000);
            assertThat(clock.positionAt(instant)).as(instant.toString()).isEqualTo(largestUpTo(instant));
        }
    }
}
