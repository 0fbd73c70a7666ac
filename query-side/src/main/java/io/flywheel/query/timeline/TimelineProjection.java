package io.flywheel.query.timeline;

import io.flywheel.api.Micros;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.query.platform.LedgerEvent;
import io.flywheel.query.platform.Projection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps of every person which events her story has and when each happened, a row for each block she occurs in. */
@Component
class TimelineProjection implements Projection {
    static final String NAME = "timeline";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> tables() {
        return List.of("timeline_rows", "timeline_clock_rows");
    }

    @Override
    public void project(List<LedgerEvent> block, JdbcTemplate jdbc, int generation) {
        // in the order of the index, so that each of its pages is written once
        Map<String, StoryPart> parts = new LinkedHashMap<>();
        for (LedgerEvent event : LedgerEvent.byStream(block)) {
            if (event.event() instanceof LifecycleEvent happened) {
                long occurredAt =
                        Micros.of(Placement.of(happened, event.recordedAt()).occurredAt());
                parts.computeIfAbsent(event.stream(), stream -> new StoryPart(event.position()))
                        .add(new StoryEntry(event.position(), occurredAt, EventKind.of(happened)));
            }
        }
        if (!parts.isEmpty()) {
            List<Map.Entry<String, StoryPart>> rows = List.copyOf(parts.entrySet());
            jdbc.batchUpdate(
                    "INSERT INTO timeline_rows (generation, stream, first_position, entries) VALUES (?, ?, ?, ?)",
                    rows,
                    rows.size(),
                    (row, each) -> {
                        row.setInt(1, generation);
                        row.setString(2, each.getKey());
                        row.setLong(3, each.getValue().firstPosition());
                        row.setBytes(4, each.getValue().bytes());
                    });
        }
        RecordedClock.write(block, jdbc, generation);
    }
}
