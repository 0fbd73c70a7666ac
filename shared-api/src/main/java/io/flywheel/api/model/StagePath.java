package io.flywheel.api.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every transition of one person under one model up to an instant. */
public record StagePath(List<Transition> transitions) {
    public StagePath {
        transitions = List.copyOf(transitions);
    }

    public @Nullable String stage() {
        return transitions.isEmpty() ? null : transitions.getLast().to();
    }
}
