package io.flywheel.query.timeline;

import io.flywheel.api.Micros;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.timeline.TimelineItem;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/**
 * One event of a person, in her story's place for it.
 *
 * @param stands whether nothing known took it back
 */
record Told(StoryEntry entry, Instant recordedAt, LifecycleEvent event, boolean stands) {
    /** @param beside what else to tell of it */
    TimelineItem item(Titles titles, Function<LifecycleEvent, Map<String, Object>> beside) {
        Map<String, Object> details = Details.of(event, !stands);
        details.putAll(beside.apply(event));
        return new TimelineItem(
                entry.position(),
                entry.kind().type,
                Micros.toInstant(entry.occurredAt()),
                recordedAt,
                titles.of(event),
                details);
    }
}
