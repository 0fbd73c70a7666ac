package io.flywheel.command.lifecycle;

import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.PersonReturned;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.model.Transition;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A person's whole stream, reduced to the touchpoints that stand, the path under each model, and her consents. */
final class History {
    /** As the fold finds them: a silence ends before a touchpoint of the same instant is looked at. */
    private static final Comparator<Transition> ORDER = Comparator.comparing(Transition::occurredAt)
            .thenComparing(Transition::cause, Comparator.nullsFirst(Comparator.naturalOrder()));

    private final Map<TouchpointKey, Touchpoint> standing = new LinkedHashMap<>();
    private final Map<String, List<Transition>> paths = new HashMap<>();
    private final List<ConsentChanged> consents = new ArrayList<>(0);

    static History of(Stream<?> events) {
        History history = new History();
        events.forEach(event -> {
            if (event instanceof LifecycleEvent lifecycleEvent) {
                history.see(lifecycleEvent);
            }
        });
        return history;
    }

    private void see(LifecycleEvent event) {
        switch (event) {
            case TouchpointRecorded recorded -> standing.put(recorded.facts().key(), recorded.facts());
            case TouchpointVoided voided -> standing.remove(voided.facts().key());
            case StageEntered entered -> pathOf(entered.model()).add(entered.transition());
            case ChurnDetected churned -> pathOf(churned.model()).add(churned.transition());
            case PersonReturned returned -> pathOf(returned.model()).add(returned.transition());
            case PathCorrected corrected -> correct(pathOf(corrected.model()), corrected);
            case ModelAdopted adopted -> paths.put(adopted.model(), new ArrayList<>(adopted.path()));
            case ConsentChanged said -> consents.add(said);
            default -> {}
        }
    }

    /** Takes out what was withdrawn and puts in what was entered, in the order of time. */
    static void correct(List<Transition> path, PathCorrected correction) {
        correction.withdrawn().forEach(path::remove);
        path.addAll(correction.entered());
        path.sort(ORDER);
    }

    private List<Transition> pathOf(String model) {
        return paths.computeIfAbsent(model, m -> new ArrayList<>());
    }

    List<Transition> path(String model) {
        return paths.getOrDefault(model, List.of());
    }

    /** Everything she said about any purpose, in the order of the log. */
    List<ConsentChanged> consents() {
        return consents;
    }

    /** What stands, in the order of the fold. */
    List<Touchpoint> touchpoints() {
        List<Touchpoint> sorted = new ArrayList<>(standing.values());
        sorted.sort(Touchpoint.ORDER);
        return sorted;
    }
}
