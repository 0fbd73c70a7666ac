package io.flywheel.command.lifecycle;

import io.flywheel.api.model.ModelRef;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.model.Transition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a fold found under one model that is not recorded yet.
 *
 * @param silence the model's limit
 * @param goesOn whether what was entered only goes on where the recorded path ends
 */
record FoundPath(
        ModelRef model, Duration silence, boolean goesOn, List<Transition> withdrawn, List<Transition> entered) {

    static FoundPath goingOn(StageModel model, List<Transition> entered) {
        return new FoundPath(ModelRef.of(model), model.silence(), true, List.of(), entered);
    }

    static FoundPath difference(StageModel model, List<Transition> before, List<Transition> after) {
        int same = before.size();
        if (after.size() > same && after.subList(0, same).equals(before)) {
            return goingOn(model, List.copyOf(after.subList(same, after.size())));
        }
        List<Transition> withdrawn = new ArrayList<>(before);
        after.forEach(withdrawn::remove);
        List<Transition> entered = new ArrayList<>(after);
        before.forEach(entered::remove);
        return new FoundPath(ModelRef.of(model), model.silence(), false, withdrawn, entered);
    }
}
