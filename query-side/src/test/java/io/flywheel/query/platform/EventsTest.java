package io.flywheel.query.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.lifecycle.IdentityReleased;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventsTest {
    @Test
    void people_come_one_after_the_other_each_in_the_order_of_the_log() {
        Random random = new Random(7);
        List<LedgerEvent> block = new ArrayList<>();
        for (int i = 1; i <= 1_000; i++) {
            block.add(event(i, "person-" + random.nextInt(300)));
        }
        List<LedgerEvent> sorted = block.stream()
                .sorted(Comparator.comparing(LedgerEvent::stream).thenComparing(LedgerEvent::position))
                .toList();
        assertThat(LedgerEvent.byStream(block)).isEqualTo(sorted);
        Events events = new Events(block);
        assertThat(LedgerEvent.byStream(events)).isEqualTo(sorted).isSameAs(LedgerEvent.byStream(events));
        assertThat(events).isEqualTo(block);
    }

    private static LedgerEvent event(long position, String stream) {
        IdentityReleased event = new IdentityReleased(1, "userId", "index", "a test", null);
        return new LedgerEvent(position, stream, position, Instant.EPOCH, "IdentityReleased", event);
    }
}
