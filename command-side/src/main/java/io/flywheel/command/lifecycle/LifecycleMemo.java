package io.flywheel.command.lifecycle;

import io.flywheel.api.lifecycle.ConsentChanged;
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
 * @param consents what she said last about each purpose
 */
record LifecycleMemo(
        int identities, int folded, List<Touchpoint> tail, List<FoldOf> folds, List<ConsentChanged> consents) {

    /** Of somebody who has said nothing about any purpose. */
    LifecycleMemo(int identities, int folded, List<Touchpoint> tail, List<FoldOf> folds) {
        this(identities, folded, tail, folds, List.of());
    }

    LifecycleMemo saying(List<ConsentChanged> consents) {
        return new LifecycleMemo(identities, folded, tail, folds, consents);
    }

    /**
     * @param checkpoint the state under the model before the tail
     * @param recent the path recorded since the checkpoint
     */
    record FoldOf(ModelRef model, FoldMemo checkpoint, List<Transition> recent) {}
}
