package io.flywheel.command.lifecycle;

import io.flywheel.api.model.FoldState;
import io.flywheel.api.model.ModelRef;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.model.Transition;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One model's share of an aggregate's memory. */
final class ModelFold {
    final StageModel model;
    /** Before the remembered touchpoints. */
    FoldState checkpoint;
    /** After those that were seen. */
    FoldState now;
    /** The path recorded since the checkpoint. */
    final List<Transition> recent = new ArrayList<>(2);

    ModelFold(StageModel model, FoldState checkpoint) {
        this.model = model;
        this.checkpoint = checkpoint;
        this.now = checkpoint.copy();
    }

    static ModelFold resume(LifecycleMemo.FoldOf memo, Function<ModelRef, StageModel> published) {
        StageModel model = published.apply(memo.model());
        ModelFold fold = new ModelFold(model, model.resume(memo.checkpoint()));
        fold.recent.addAll(memo.recent());
        return fold;
    }

    LifecycleMemo.FoldOf memo() {
        return new LifecycleMemo.FoldOf(ModelRef.of(model), checkpoint.memo(), List.copyOf(recent));
    }

    void moveCheckpointOver(List<Touchpoint> oldest) {
        for (Touchpoint touchpoint : oldest) {
            checkpoint.follow(touchpoint, recent);
        }
        Touchpoint last = oldest.getLast();
        recent.removeIf(transition -> isSettledBy(transition, last, oldest));
    }

    private static boolean isSettledBy(Transition transition, Touchpoint last, List<Touchpoint> oldest) {
        TouchpointKey cause = transition.cause();
        return cause == null
                ? !transition.occurredAt().isAfter(last.occurredAt())
                : oldest.stream().anyMatch(touchpoint -> touchpoint.key().equals(cause));
    }
}
