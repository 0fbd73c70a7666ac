package io.flywheel.command.lifecycle;

import io.flywheel.api.model.FoldState;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.model.Transition;
import io.flywheel.api.touchpoint.Touchpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fold of other touchpoints than the recorded ones, or under another model: what it found, to be recorded, and what the
 * memory needs to know of it afterwards.
 *
 * @param touchpoints that were folded, in order
 * @param fromCheckpoint whether it went on from the checkpoints instead of folding the whole history
 */
record Refold(List<Touchpoint> touchpoints, List<FoundPath> found, boolean fromCheckpoint) {
    /** Folds these under each model, from the start of history if there is one, else from the checkpoints. */
    static Refold of(Collection<ModelFold> folds, List<Touchpoint> all, @Nullable History whole, Instant now) {
        List<FoundPath> found = new ArrayList<>();
        for (ModelFold fold : folds) {
            List<Transition> before = whole == null ? fold.recent : whole.path(fold.model.id());
            FoldState start = whole == null ? fold.checkpoint.copy() : fold.model.start();
            List<Transition> path = path(start, all, before, now);
            if (!path.equals(before)) {
                found.add(FoundPath.difference(fold.model, before, path));
            }
        }
        return new Refold(all, found, whole == null);
    }

    /** Folds everything that stands under another version, or another model. */
    static Refold under(StageModel model, List<Touchpoint> all) {
        return new Refold(
                all, List.of(FoundPath.goingOn(model, path(model.start(), all, List.of(), Instant.MIN))), false);
    }

    /** A silence that was recorded before any touchpoint ended it stays known, as far as it still is one: it may move. */
    private static List<Transition> path(
            FoldState state, List<Touchpoint> all, List<Transition> recorded, Instant now) {
        List<Transition> path = new ArrayList<>();
        all.forEach(touchpoint -> state.step(touchpoint, path::add));
        Instant known = knownSilence(recorded);
        if (known != null) {
            state.silence(known.isAfter(now) ? known : now, path::add);
        }
        return path;
    }

    /** Up to when silence was recorded; none if the last step of the path has a touchpoint. */
    static @Nullable Instant knownSilence(List<Transition> recorded) {
        return recorded.isEmpty() || recorded.getLast().cause() != null
                ? null
                : recorded.getLast().occurredAt();
    }
}
