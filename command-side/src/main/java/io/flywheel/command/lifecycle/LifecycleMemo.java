package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.model.FoldMemo;
import io.flywheel.api.model.ModelRef;
import io.flywheel.api.model.Transition;
import io.flywheel.api.touchpoint.Touchpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lifecycle's state as a snapshot keeps it.
 *
 * @param identities how many ids were linked so far
 * @param mergedInto the lifecycle in which she goes on, if she was merged
 * @param folded how many touchpoints the checkpoints have seen
 * @param tail the touchpoints since, in the order of the fold
 * @param consents what she said last about each purpose
 * @param winBacks what campaigns began with her; none for most people
 * @param erased whether she was forgotten
 */
record LifecycleMemo(
        int identities,
        @Nullable LifecycleId mergedInto,
        int folded,
        List<Touchpoint> tail,
        List<FoldOf> folds,
        List<ConsentChanged> consents,
        WinBacks.@Nullable Memo winBacks,
        boolean erased) {

    /** Of somebody who has said nothing about any purpose, and whom no campaign has met. */
    LifecycleMemo(
            int identities, @Nullable LifecycleId mergedInto, int folded, List<Touchpoint> tail, List<FoldOf> folds) {
        this(identities, mergedInto, folded, tail, folds, List.of(), null, false);
    }

    LifecycleMemo with(List<ConsentChanged> said, WinBacks.@Nullable Memo began, boolean forgotten) {
        return new LifecycleMemo(identities, mergedInto, folded, tail, folds, said, began, forgotten);
    }

    /**
     * @param checkpoint the state under the model before the tail
     * @param recent the path recorded since the checkpoint
     */
    record FoldOf(ModelRef model, FoldMemo checkpoint, List<Transition> recent) {}
}
