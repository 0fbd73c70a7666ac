package io.flywheel.query.timeline;

import java.util.Comparator;

/**
 * Where one event stands in a person's story; what it says is in the log, at its position.
 *
 * @param occurredAt microseconds since 1970-01-01T00:00:00Z
 */
record StoryEntry(long position, long occurredAt, EventKind kind) {
    /** Equal times are told in the order in which they became known. */
    static final Comparator<StoryEntry> AS_IT_HAPPENED =
            Comparator.comparingLong(StoryEntry::occurredAt).thenComparingLong(StoryEntry::position);
}
