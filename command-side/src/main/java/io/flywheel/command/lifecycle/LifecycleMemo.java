package io.flywheel.command.lifecycle;

import io.flywheel.api.model.FoldMemo;
import io.flywheel.api.model.ModelRef;
import io.flywheel.api.model.Transition;
import io.flywheel.api.touchpoint.Touchpoint;
import java.util.List;

/**
 * A lifecycle's state as a snapshot keeps it.
 *
 * @param identities how many ids were linked so far
 * @param folded how many touchpoints the checkpoints have seen
 * @param tail the touchpoints since, in the order of the fold
 */
record LifecycleMemo(int identities, int folded, List<Touchpoint> tail, List<FoldOf> folds) {

    /**
     * @param checkpoint the state under the model before the tail
     * @param recent the path recorded since the checkpoint
     */
    record FoldOf(ModelRef model, FoldMemo checkpoint, List<Transition> recent) {}
}
