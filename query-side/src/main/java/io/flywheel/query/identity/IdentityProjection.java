package io.flywheel.query.identity;

import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.IdentityReleased;
import io.flywheel.api.lifecycle.LifecycleMerged;
import io.flywheel.api.lifecycle.LifecycleResumed;
import io.flywheel.query.platform.LedgerEvent;
import io.flywheel.query.platform.Projection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Learns from the log which ids a person is known by, so that answers can be asked for by any of them. */
@Component
class IdentityProjection implements Projection {
    static final String NAME = "identity";
    static final long STANDS = Long.MAX_VALUE;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> tables() {
        return List.of("identity_rows", "identity_merge_rows");
    }

    @Override
    public void project(List<LedgerEvent> block, JdbcTemplate jdbc, int generation) {
        List<Object[]> linked = new ArrayList<>();
        List<Object[]> released = new ArrayList<>();
        MergeChanges merges = new MergeChanges();
        for (LedgerEvent event : LedgerEvent.byStream(block)) {
            if (event.event() instanceof IdentityLinked link) {
                byte[] sealed = link.id().envelope().getBytes(StandardCharsets.US_ASCII);
                linked.add(new Object[] {
                    generation,
                    event.stream(),
                    link.number(),
                    link.kind(),
                    link.index(),
                    sealed,
                    event.position(),
                    STANDS
                });
            } else if (event.event() instanceof IdentityReleased release) {
                released.add(new Object[] {event.position(), generation, event.stream(), release.number()});
            } else if (event.event() instanceof LifecycleMerged merged) {
                merges.merged(event.stream(), merged.into().value(), event.position());
            } else if (event.event() instanceof LifecycleResumed) {
                merges.resumed(event.stream(), event.position(), generation);
            }
        }
        merges.write(jdbc, generation);
        // A release follows its link in the log, so all links of a block can go first.
        if (!linked.isEmpty()) {
            jdbc.batchUpdate("""
                    INSERT INTO identity_rows
                        (generation, stream, number, kind, blind_index, sealed_id, known_at, withdrawn_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)""", linked);
        }
        if (!released.isEmpty()) {
            jdbc.batchUpdate(
                    "UPDATE identity_rows SET withdrawn_at = ? WHERE generation = ? AND stream = ? AND number = ?",
                    released);
        }
    }
}
