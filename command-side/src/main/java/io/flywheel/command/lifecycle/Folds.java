package io.flywheel.command.lifecycle;

import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.model.FoldState;
import io.flywheel.api.model.ModelRef;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.model.Transition;
import io.flywheel.api.touchpoint.Touchpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One person's folds, one under each model, which go on together. */
final class Folds {
    private final Function<ModelRef, StageModel> published;
    private final Map<String, ModelFold> folds = new LinkedHashMap<>(4);

    Folds(Function<ModelRef, StageModel> published) {
        this.published = published;
    }

    Collection<ModelFold> all() {
        return folds.values();
    }

    StageModel model(ModelRef ref) {
        return published.apply(ref);
    }

    void open(Collection<ModelRef> models) {
        for (ModelRef ref : models) {
            open(ref);
        }
    }

    /** Instead of another version of the model, if there was one. */
    ModelFold open(ModelRef ref) {
        StageModel model = published.apply(ref);
        ModelFold fold = new ModelFold(model, model.start());
        folds.put(ref.id(), fold);
        return fold;
    }

    void resume(LifecycleMemo.FoldOf memo) {
        folds.put(memo.model().id(), ModelFold.resume(memo, published));
    }

    void clear() {
        folds.clear();
    }

    boolean isUnder(ModelRef ref) {
        ModelFold fold = folds.get(ref.id());
        return fold != null && ModelRef.of(fold.model).equals(ref);
    }

    /** The stage under a model as commands find it; none before the first, or without that model. */
    @Nullable
    String stage(String model) {
        ModelFold fold = folds.get(model);
        return fold == null ? null : fold.now.stage();
    }

    /** Whether a silence is recorded that ended later, so that this is not the next that happened. */
    boolean knowSilenceAfter(Instant instant) {
        for (ModelFold fold : folds.values()) {
            Instant known = Refold.knownSilence(fold.recent);
            if (known != null && known.isAfter(instant)) {
                return true;
            }
        }
        return false;
    }

    /** The version of a model that she is under. */
    StageModel model(String model) {
        return Objects.requireNonNull(folds.get(model)).model;
    }

    /** The last time that she was lost or came back under a model, as far as that is remembered. */
    @Nullable
    Transition lastLeap(String model) {
        ModelFold fold = folds.get(model);
        Transition last = null;
        for (Transition each : fold == null ? List.<Transition>of() : fold.recent) {
            last = each.kind() == Transition.Kind.ENTERED ? last : each;
        }
        return last;
    }

    // ---- what events say; no rule is evaluated here ----

    void moved(String model, Transition transition) {
        ModelFold fold = folds.get(model);
        if (fold != null) {
            fold.recent.add(transition);
        }
    }

    boolean corrected(PathCorrected correction) {
        ModelFold fold = folds.get(correction.model());
        if (fold != null) {
            History.correct(fold.recent, correction);
        }
        return fold != null;
    }

    void moveCheckpointOver(List<Touchpoint> oldest) {
        for (ModelFold fold : folds.values()) {
            fold.moveCheckpointOver(oldest);
        }
    }

    void startAgainAtCheckpoint() {
        for (ModelFold fold : folds.values()) {
            fold.now = fold.checkpoint.copy();
        }
    }

    void follow(Touchpoint touchpoint) {
        for (ModelFold fold : folds.values()) {
            fold.now.follow(touchpoint, fold.recent);
        }
    }

    void followSilence() {
        for (ModelFold fold : folds.values()) {
            fold.now.followSilence(fold.recent);
        }
    }

    // ---- what commands ask ----

    List<FoundPath> step(Touchpoint touchpoint) {
        List<FoundPath> found = List.of();
        for (ModelFold fold : folds.values()) {
            List<Transition> transitions = new ArrayList<>(2);
            fold.now.step(touchpoint, transitions::add);
            if (!transitions.isEmpty()) {
                found = found.isEmpty() ? new ArrayList<>(2) : found;
                found.add(FoundPath.goingOn(fold.model, transitions));
            }
        }
        return found;
    }

    /** When silence will have lost her to the first of her models; none if it cannot. */
    @Nullable
    Instant churnsAt() {
        Instant first = null;
        for (ModelFold fold : folds.values()) {
            Instant at = fold.now.churnsAt();
            first = at != null && (first == null || at.isBefore(first)) ? at : first;
        }
        return first;
    }

    /** The silences that have ended by then. */
    List<FoundPath> silences(Instant asOf) {
        List<FoundPath> found = new ArrayList<>(2);
        for (ModelFold fold : folds.values()) {
            List<Transition> silence = new ArrayList<>(1);
            fold.now.silence(asOf, silence::add);
            if (!silence.isEmpty()) {
                found.add(FoundPath.goingOn(fold.model, silence));
            }
        }
        return found;
    }

    /** @param checkpoint how many of the touchpoints are before it */
    void rebuild(List<Touchpoint> all, int checkpoint) {
        for (ModelFold fold : folds.values()) {
            FoldState state = fold.model.start();
            Instant knownSilence = Refold.knownSilence(fold.recent);
            fold.recent.clear();
            fold.checkpoint = state.copy();
            for (int i = 0; i < all.size(); i++) {
                if (i == checkpoint) {
                    fold.checkpoint = state.copy();
                    fold.recent.clear();
                }
                state.step(all.get(i), fold.recent::add);
            }
            if (knownSilence != null) {
                state.silence(knownSilence, fold.recent::add);
            }
            fold.now = state;
        }
    }

    List<LifecycleMemo.FoldOf> memos() {
        return folds.values().stream().map(ModelFold::memo).toList();
    }
}
