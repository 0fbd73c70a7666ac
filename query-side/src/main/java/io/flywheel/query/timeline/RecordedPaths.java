package io.flywheel.query.timeline;

import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.PersonReturned;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.model.Transition;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A person's stage path in each model as it was recorded, corrections and adoptions applied; evaluates no rule. */
final class RecordedPaths {
    private static final Comparator<Transition> IN_ORDER = Comparator.comparingLong(Transition::visibleFrom)
            .thenComparing(Transition::cause, Comparator.nullsFirst(Comparator.<TouchpointKey>naturalOrder()));

    private final Map<String, Path> paths = new TreeMap<>();

    /** @param version the latest under which something was recorded */
    record Path(int version, List<Transition> transitions) {
        List<Transition> inOrder() {
            return transitions.stream().sorted(IN_ORDER).toList();
        }

        Optional<Transition> lastSeenAt(long micros) {
            return transitions.stream()
                    .filter(transition -> transition.visibleFrom() <= micros)
                    .max(IN_ORDER);
        }
    }

    /** @param event in the order of the log */
    void apply(LifecycleEvent event) {
        if (event instanceof StageEntered it) {
            entered(it.model(), it.version(), List.of(it.transition()));
        } else if (event instanceof ChurnDetected it) {
            entered(it.model(), it.version(), List.of(it.transition()));
        } else if (event instanceof PersonReturned it) {
            entered(it.model(), it.version(), List.of(it.transition()));
        } else if (event instanceof PathCorrected it) {
            Path path = paths.get(it.model());
            if (path != null) {
                it.withdrawn().forEach(path.transitions()::remove);
            }
            entered(it.model(), it.version(), it.entered());
        } else if (event instanceof ModelAdopted it) {
            paths.put(it.model(), new Path(it.version(), new ArrayList<>(it.path())));
        }
    }

    Map<String, Path> byModel() {
        return paths;
    }

    private void entered(String model, int version, List<Transition> transitions) {
        Path path = paths.get(model);
        List<Transition> known = path == null ? new ArrayList<>() : path.transitions();
        known.addAll(transitions);
        paths.put(model, new Path(version, known));
    }
}
