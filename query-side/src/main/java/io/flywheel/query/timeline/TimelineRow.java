package io.flywheel.query.timeline;

import io.flywheel.api.EventFormat;
import io.flywheel.api.Micros;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.timeline.TimelineItem;

/**
 * One event of a person as the read model keeps it; times in microseconds.
 *
 * @param withdrawnAt the log position at which it was voided or corrected away
 */
record TimelineRow(long position, long occurredAt, long recordedAt, String type, long withdrawnAt, byte[] payload) {
    LifecycleEvent event() {
        return (LifecycleEvent) EventFormat.read(type, payload);
    }

    boolean standsAt(long known) {
        return withdrawnAt > known;
    }

    Place place() {
        return new Place(occurredAt, position);
    }

    TimelineItem item(Titles titles, long known) {
        LifecycleEvent event = event();
        return new TimelineItem(
                position,
                type,
                Micros.toInstant(occurredAt),
                Micros.toInstant(recordedAt),
                titles.of(event),
                Details.of(event, !standsAt(known)));
    }

    /** A place in a story: equal times are told in the order in which they became known. */
    record Place(long occurredAt, long position) {}
}
