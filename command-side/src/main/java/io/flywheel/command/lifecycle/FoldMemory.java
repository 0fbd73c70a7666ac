package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.model.ModelRef;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.model.Transition;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an aggregate remembers of one person's fold, bounded whatever the length of her history: under each model the
 * state before her latest touchpoints (a checkpoint), those touchpoints, and the path recorded since. So ordinary
 * lateness folds again in memory; only what is older than the checkpoint needs the stream.
 */
final class FoldMemory {
    private static final int LONGEST_TAIL = 20;
    private static final int SHORTEST_TAIL = 8;
    /** With what they caused, some ten events: as many rows would have to be read, from all over the log. */
    private static final int WORTH_KEEPING = 5;

    private final List<Touchpoint> tail = new ArrayList<>(4);
    private final Folds folds;
    private final Supplier<Instant> now;
    /** How many touchpoints are folded into the checkpoint. */
    private int folded;
    /** How many touchpoints of the tail {@code now} has seen; negative: start again at the checkpoint. */
    private int seen;
    /** How many touchpoints came since the last snapshot, or ever. */
    private int unkept;
    /** Something older than the checkpoint changed: only the whole history knows. */
    private boolean outdated;
    /** Everything that stands, where the stream was read from its start; until the first command has its folds. */
    private @Nullable List<Touchpoint> read = new ArrayList<>(4);

    private @Nullable TouchpointKey steppedAhead;

    FoldMemory(Function<ModelRef, StageModel> published, Supplier<Instant> now) {
        this.folds = new Folds(published);
        this.now = now;
    }

    // ---- what events say; no rule is evaluated here ----

    void opened(Collection<ModelRef> models) {
        folds.open(models);
    }

    void recorded(Touchpoint touchpoint) {
        unkept++;
        if (read != null) {
            read.add(touchpoint);
        }
        if (isInOrder(touchpoint)) {
            tail.add(touchpoint);
            if (touchpoint.key().equals(steppedAhead)) {
                seen = tail.size();
                steppedAhead = null;
            } else if (folds.knowSilenceAfter(touchpoint.occurredAt())) {
                seen = -1;
            }
            if (tail.size() > LONGEST_TAIL && !outdated) {
                moveCheckpoint();
            }
        } else if (isRemembered(touchpoint)) {
            tail.add(-Collections.binarySearch(tail, touchpoint, Touchpoint.ORDER) - 1, touchpoint);
            seen = -1;
        } else {
            outdated = true;
        }
    }

    void moved(String model, Transition transition) {
        folds.moved(model, transition);
    }

    void corrected(PathCorrected correction) {
        if (folds.corrected(correction)) {
            seen = -1;
        }
    }

    void voided(Touchpoint touchpoint) {
        if (read != null) {
            read.removeIf(each -> each.key().equals(touchpoint.key()));
        }
        if (tail.remove(touchpoint)) {
            seen = -1;
        } else {
            outdated = true;
        }
    }

    void movedIn(List<Touchpoint> touchpoints) {
        unkept += touchpoints.size();
        if (read != null) {
            read.addAll(touchpoints);
        }
        outdated = true;
    }

    void movedOut(Set<TouchpointKey> touchpoints) {
        if (read != null) {
            read.removeIf(each -> touchpoints.contains(each.key()));
        }
        outdated = true;
    }

    /** A lifecycle that had ended begins anew. */
    void resumed(Collection<ModelRef> models) {
        rebuild(List.of());
        folds.clear();
        opened(models);
    }

    void adopted(ModelRef ref, List<Transition> path) {
        ModelFold fold = folds.open(ref);
        if (folded == 0) {
            fold.recent.addAll(path);
            seen = -1;
        } else {
            outdated = true;
        }
    }

    private void moveCheckpoint() {
        int count = tail.size() - SHORTEST_TAIL;
        List<Touchpoint> oldest = tail.subList(0, count);
        folds.moveCheckpointOver(oldest);
        oldest.clear();
        folded += count;
        seen = seen < 0 ? seen : Math.max(seen - count, -1);
    }

    // ---- what commands ask ----

    /** Whether she can just go on with it: nothing that is known of her happened later. */
    boolean isNext(Touchpoint touchpoint) {
        return isInOrder(touchpoint) && !folds.knowSilenceAfter(touchpoint.occurredAt());
    }

    private boolean isInOrder(Touchpoint touchpoint) {
        return tail.isEmpty() ? folded == 0 : Touchpoint.ORDER.compare(tail.getLast(), touchpoint) < 0;
    }

    /** Whether it is among her latest. */
    boolean remembers(Touchpoint touchpoint) {
        return Collections.binarySearch(tail, touchpoint, Touchpoint.ORDER) >= 0;
    }

    private boolean isRemembered(Touchpoint touchpoint) {
        return folded == 0 || (!tail.isEmpty() && Touchpoint.ORDER.compare(tail.getFirst(), touchpoint) < 0);
    }

    /** Brings the folds up to what the events said; must be called before a command steps on. */
    void settle(Supplier<History> history) {
        if (outdated) {
            rebuild(standing(history));
            return;
        }
        read = null;
        if (seen < 0) {
            folds.startAgainAtCheckpoint();
            seen = 0;
        }
        for (; seen < tail.size(); seen++) {
            folds.follow(tail.get(seen));
        }
        folds.followSilence();
    }

    /** Everything that stands, in the order of the fold; the stream is read only where it is not at hand. */
    private List<Touchpoint> standing(Supplier<History> history) {
        if (folded == 0 && !outdated) {
            return List.copyOf(tail);
        }
        if (read == null) {
            return history.get().touchpoints();
        }
        List<Touchpoint> sorted = new ArrayList<>(read);
        sorted.sort(Touchpoint.ORDER);
        return sorted;
    }

    boolean isUnder(ModelRef ref) {
        return folds.isUnder(ref);
    }

    /** Steps every model over the next touchpoint in order; {@link #recorded} of it must follow. */
    List<FoundPath> step(Touchpoint touchpoint) {
        List<FoundPath> found = folds.step(touchpoint);
        steppedAhead = touchpoint.key();
        return found;
    }

    /** Her folds, to be asked. Must be settled. */
    Folds folds() {
        return folds;
    }

    /** Who told what she did last herself; none if that is not remembered. */
    @Nullable
    String sourceOfLastActivity() {
        for (Touchpoint touchpoint : tail.reversed()) {
            if (touchpoint.isActivity()) {
                return touchpoint.source();
            }
        }
        return null;
    }

    /** After its events were applied: the folds are where this one ended. */
    void remember(Refold refold) {
        if (!refold.fromCheckpoint()) {
            rebuild(refold.touchpoints());
        }
    }

    /** Folds late touchpoints in: from the checkpoint if they are not older, else from the stream. */
    Refold refoldWith(List<Touchpoint> late, Supplier<History> history) {
        boolean remembered = late.stream().allMatch(this::isRemembered);
        History whole = remembered ? null : history.get();
        List<Touchpoint> all = new ArrayList<>(whole == null ? tail : whole.touchpoints());
        all.addAll(late);
        all.sort(Touchpoint.ORDER);
        return refold(all, whole);
    }

    /** Folds these touchpoints, from the start of history if there is one, else from the checkpoint. */
    Refold refold(List<Touchpoint> all, @Nullable History whole) {
        return Refold.of(folds.all(), all, whole, now.get());
    }

    /** Folds everything that stands under another version, or another model. */
    Refold refoldUnder(ModelRef ref, Supplier<History> history) {
        return Refold.under(folds.model(ref), standing(history));
    }

    /** Makes these touchpoints the whole history. */
    private void rebuild(List<Touchpoint> all) {
        int checkpoint = all.size() <= LONGEST_TAIL ? 0 : all.size() - SHORTEST_TAIL;
        folds.rebuild(all, checkpoint);
        tail.clear();
        tail.addAll(all.subList(checkpoint, all.size()));
        folded = checkpoint;
        seen = tail.size();
        outdated = false;
        read = null;
    }

    // ---- snapshots ----

    boolean isWorthKeeping() {
        return unkept >= WORTH_KEEPING;
    }

    /** Must be settled. */
    LifecycleMemo memo(int identities, @Nullable LifecycleId mergedInto) {
        unkept = 0;
        if (tail.size() > SHORTEST_TAIL) {
            moveCheckpoint();
        }
        return new LifecycleMemo(identities, mergedInto, folded, List.copyOf(tail), folds.memos());
    }

    static FoldMemory resume(LifecycleMemo memo, Function<ModelRef, StageModel> published, Supplier<Instant> now) {
        FoldMemory memory = new FoldMemory(published, now);
        memory.read = null;
        memory.folded = memo.folded();
        memory.tail.addAll(memo.tail());
        memo.folds().forEach(memory.folds::resume);
        memory.seen = -1;
        return memory;
    }
}
