package io.flywheel.query.timeline;

import java.util.Comparator;
import java.util.Set;

/**
 * Which part of a person's story is asked for.
 *
 * @param known events up to this log position
 * @param from first time that counts, microseconds
 * @param to first time that no longer counts, microseconds
 */
record Selection(String stream, long known, Set<EventKind> kinds, long from, long to, Order order) {
    enum Order {
        ASC,
        DESC;

        Comparator<StoryEntry> comparator() {
            return this == ASC ? StoryEntry.AS_IT_HAPPENED : StoryEntry.AS_IT_HAPPENED.reversed();
        }
    }

    boolean includes(StoryEntry entry) {
        return kinds.contains(entry.kind()) && entry.occurredAt() >= from && entry.occurredAt() < to;
    }
}
