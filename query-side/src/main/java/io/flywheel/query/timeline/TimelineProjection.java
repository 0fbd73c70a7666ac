package io.flywheel.query.timeline;

import io.flywheel.api.Micros;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.model.Transition;
import io.flywheel.query.platform.LedgerEvent;
import io.flywheel.query.platform.Projection;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps every event of a person in the order in which it happened, so that her story is one range of an index. */
@Component
class TimelineProjection implements Projection {
    static final String NAME = "timeline";
    static final long STANDS = Long.MAX_VALUE;

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
        new Block(generation).write(block, jdbc);
    }

    /** The rows of one block, collected before any is written. */
    private static final class Block {
        private final int generation;
        private final List<Object[]> rows = new ArrayList<>();
        private final List<Object[]> withdrawn = new ArrayList<>();
        private final List<Object[]> replaced = new ArrayList<>();

        Block(int generation) {
            this.generation = generation;
        }

        void write(List<LedgerEvent> block, JdbcTemplate jdbc) {
            LedgerEvent.byStream(block).forEach(this::collect);
            batch(jdbc, """
                    INSERT INTO timeline_rows (generation, position, stream, occurred_at, recorded_at, type, model, subject,
                        withdrawn_at, payload)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows);
            // What is withdrawn twice was withdrawn the first time, whichever statement comes first.
            batch(jdbc, """
                    UPDATE timeline_rows SET withdrawn_at = ?
                    WHERE generation = ? AND stream = ? AND occurred_at = ? AND subject = ?
                        AND position < ? AND withdrawn_at > ?""", withdrawn);
            batch(jdbc, """
                    UPDATE timeline_rows SET withdrawn_at = ?
                    WHERE generation = ? AND stream = ? AND model = ? AND subject IS NOT NULL
                        AND position < ? AND withdrawn_at > ?""", replaced);
            RecordedClock.write(block, jdbc, generation);
        }

        private static void batch(JdbcTemplate jdbc, String sql, List<Object[]> arguments) {
            if (!arguments.isEmpty()) {
                jdbc.batchUpdate(sql, arguments);
            }
        }

        private void collect(LedgerEvent event) {
            if (!(event.event() instanceof LifecycleEvent happened)) {
                return;
            }
            Placement placement = Placement.of(happened, event.recordedAt());
            rows.add(new Object[] {
                generation,
                event.position(),
                event.stream(),
                Micros.of(placement.occurredAt()),
                Micros.of(event.recordedAt()),
                event.type(),
                placement.model(),
                placement.subject(),
                STANDS,
                event.payload()
            });
            if (happened instanceof TouchpointVoided it) {
                withdraw(event, new Placement(it.facts().occurredAt(), null, Placement.subject(it.facts())));
            } else if (happened instanceof PathCorrected it) {
                for (Transition transition : it.withdrawn()) {
                    withdraw(event, Placement.of(it.model(), transition));
                }
            } else if (happened instanceof ModelAdopted it) {
                long position = event.position();
                replaced.add(new Object[] {position, generation, event.stream(), it.model(), position, position});
            }
        }

        private void withdraw(LedgerEvent by, Placement what) {
            withdrawn.add(new Object[] {
                by.position(),
                generation,
                by.stream(),
                Micros.of(what.occurredAt()),
                what.subject(),
                by.position(),
                by.position()
            });
        }
    }
}
