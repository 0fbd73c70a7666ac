package io.flywheel.query.timeline;

import io.flywheel.api.lifecycle.MovedTouchpoint;
import io.flywheel.api.lifecycle.TouchpointsMovedIn;
import io.flywheel.api.lifecycle.TouchpointsMovedOut;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.query.platform.LedgerEvent;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which touchpoints splits gave to a person from the streams of others, and which of her own they gave away. */
final class Moves {
    private final Set<String> streams;
    private final Set<TouchpointKey> gone = new HashSet<>();
    private final Map<TouchpointKey, MovedTouchpoint> came = new LinkedHashMap<>();

    /** @param streams that are hers; what moves between these stays hers */
    Moves(Set<String> streams) {
        this.streams = streams;
    }

    /** @param event in the order of the log */
    void add(LedgerEvent event) {
        if (event.event() instanceof TouchpointsMovedOut out
                && !streams.contains(out.to().value())) {
            out.touchpoints().forEach(t -> {
                gone.add(t.facts().key());
                came.remove(t.facts().key());
            });
        } else if (event.event() instanceof TouchpointsMovedIn in) {
            in.touchpoints().forEach(t -> {
                gone.remove(t.facts().key());
                if (!streams.contains(t.origin().value())) {
                    came.put(t.facts().key(), t);
                }
            });
        }
    }

    /** Recorded in her streams, and somebody else's now. */
    Set<TouchpointKey> gone() {
        return gone;
    }

    /** Hers, and recorded in the streams of others. */
    Collection<MovedTouchpoint> came() {
        return came.values();
    }
}
