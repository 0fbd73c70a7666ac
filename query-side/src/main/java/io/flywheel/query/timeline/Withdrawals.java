package io.flywheel.query.timeline;

import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.query.platform.LedgerEvent;
import io.flywheel.query.timeline.Placement.OfPath;
import io.flywheel.query.timeline.Placement.OfTouchpoint;
import io.flywheel.query.timeline.Placement.Subject;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** At which positions of the log what a person's story tells was taken back again. */
final class Withdrawals {
    private final Map<Subject, TreeSet<Long>> named = new HashMap<>();
    /** An adoption replaces all that was recorded under the model before. */
    private final Map<String, TreeSet<Long>> adopted = new HashMap<>();

    void add(LedgerEvent event) {
        if (event.event() instanceof TouchpointVoided it) {
            name(new OfTouchpoint(it.facts().key()), event.position());
        } else if (event.event() instanceof PathCorrected it) {
            it.withdrawn().forEach(transition -> name(new OfPath(it.model(), transition), event.position()));
        } else if (event.event() instanceof ModelAdopted it) {
            adopted.computeIfAbsent(it.model(), model -> new TreeSet<>()).add(event.position());
        }
    }

    private void name(Subject subject, long position) {
        named.computeIfAbsent(subject, any -> new TreeSet<>()).add(position);
    }

    /** Whether what was recorded at a position is taken back by an event that was added here. */
    boolean include(@Nullable Subject subject, long position) {
        return subject != null
                && (hasAfter(named.get(subject), position)
                        || (subject instanceof OfPath path && hasAfter(adopted.get(path.model()), position)));
    }

    private static boolean hasAfter(@Nullable TreeSet<Long> positions, long position) {
        return positions != null && positions.higher(position) != null;
    }
}
