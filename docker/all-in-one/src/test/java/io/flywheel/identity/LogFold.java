package io.flywheel.identity;

import io.flywheel.api.EventFormat;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.lifecycle.TouchpointsMovedIn;
import io.flywheel.api.lifecycle.TouchpointsMovedOut;
import io.flywheel.api.model.FoldState;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.model.Transition;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** What counts in each stream by the log alone, and what that makes of a person: nothing is taken from any table. */
final class LogFold {
    private static final Instant AT_LAST = Instant.parse("2100-01-01T00:00:00Z");

    private final Map<String, Map<TouchpointKey, Touchpoint>> standing = new HashMap<>();

    static LogFold of(JdbcTemplate store) {
        LogFold fold = new LogFold();
        store.query("SELECT stream, type, payload FROM ledger_event ORDER BY position", row -> {
            fold.see(row.getString(1), EventFormat.read(row.getString(2), row.getBytes(3)));
        });
        return fold;
    }

    private void see(String stream, Object event) {
        Map<TouchpointKey, Touchpoint> here = standing.computeIfAbsent(stream, any -> new HashMap<>());
        if (event instanceof TouchpointRecorded it) {
            here.put(it.facts().key(), it.facts());
        } else if (event instanceof TouchpointVoided it) {
            here.remove(it.facts().key());
        } else if (event instanceof TouchpointsMovedIn it) {
            it.touchpoints().forEach(t -> here.put(t.facts().key(), t.facts()));
        } else if (event instanceof TouchpointsMovedOut it) {
            it.touchpoints().forEach(t -> here.remove(t.facts().key()));
        }
    }

    Collection<String> streams() {
        return standing.keySet();
    }

    /** In the order of the fold. */
    List<Touchpoint> touchpoints(String stream) {
        return standing.getOrDefault(stream, Map.of()).values().stream()
                .sorted(Touchpoint.ORDER)
                .toList();
    }

    /** @param silenceKnown whether a silence was recorded that nothing has ended */
    List<Transition> path(String stream, StageModel model, boolean silenceKnown) {
        FoldState state = model.start();
        List<Transition> path = new ArrayList<>();
        touchpoints(stream).forEach(touchpoint -> state.step(touchpoint, path::add));
        if (silenceKnown) {
            state.silence(AT_LAST, path::add);
        }
        return path;
    }
}
