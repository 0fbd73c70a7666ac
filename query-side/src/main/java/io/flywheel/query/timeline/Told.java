package io.flywheel.query.timeline;

import io.flywheel.api.Micros;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.timeline.TimelineItem;
import java.time.Instant;

/**
 * One event of a person, in her story's place for it.
 *
 * @param stands whether nothing known took it back
 */
record Told(StoryEntry entry, Instant recordedAt, LifecycleEvent event, boolean stands) {
    TimelineItem item(Titles titles) {
        return new TimelineItem(
                entry.position(),
                entry.kind().type,
                Micros.toInstant(entry.occurredAt()),
                recordedAt,
                titles.of(event),
                Details.of(event, !stands));
    }
}
