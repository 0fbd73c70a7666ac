package io.flywheel.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.EventFormat;
import io.flywheel.api.lifecycle.LifecycleEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StoryPartTest {
    private static List<StoryEntry> read(StoryPart part) {
        List<StoryEntry> read = new ArrayList<>();
        StoryPart.read(part.firstPosition(), part.bytes(), read::add);
        return read;
    }

    @Test
    void a_thousand_random_parts_come_back_as_they_were() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            long position = 1 + random.nextLong(1L << random.nextInt(1, 50));
            StoryPart part = new StoryPart(position);
            List<StoryEntry> written = new ArrayList<>();
            for (int n = random.nextInt(1, 30); n > 0; n--) {
                long occurredAt = random.nextLong() >> random.nextInt(10, 60);
                EventKind kind = EventKind.values()[random.nextInt(EventKind.values().length)];
                written.add(new StoryEntry(position, occurredAt, kind));
                position += 1 + random.nextInt(1 << random.nextInt(1, 20));
            }
            written.forEach(part::add);
            assertThat(read(part)).isEqualTo(written);
        }
    }

    @Test
    void the_earliest_and_the_latest_time_come_back() {
        StoryPart part = new StoryPart(Long.MAX_VALUE - 1);
        StoryEntry latest = new StoryEntry(Long.MAX_VALUE - 1, Long.MAX_VALUE, EventKind.TOUCHPOINT);
        StoryEntry earliest = new StoryEntry(Long.MAX_VALUE, Long.MIN_VALUE, EventKind.VOIDED);
        part.add(latest);
        part.add(earliest);
        assertThat(read(part)).containsExactly(latest, earliest);
    }

    @Test
    void an_event_that_follows_within_a_day_takes_at_most_eight_bytes() {
        StoryPart part = new StoryPart(1_000_000);
        part.add(new StoryEntry(1_000_000, 1_700_000_000_000_000L, EventKind.TOUCHPOINT));
        int before = part.bytes().length;
        part.add(new StoryEntry(1_000_001, 1_700_086_400_000_000L, EventKind.ENTERED));
        assertThat(part.bytes().length - before).isLessThanOrEqualTo(8);
    }

    @Test
    void every_event_of_a_lifecycle_has_a_kind_and_its_number_is_its_own() {
        assertThat(EventKind.types())
                .containsExactlyInAnyOrderElementsOf(EventFormat.events()
                        .filter(LifecycleEvent.class::isAssignableFrom)
                        .map(EventFormat::typeOf)
                        .toList());
        for (EventKind kind : EventKind.values()) {
            assertThat(EventKind.of(kind.number)).isEqualTo(kind);
        }
    }
}
