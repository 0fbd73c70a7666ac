package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.IdentityReleased;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.LifecycleJoined;
import io.flywheel.api.lifecycle.LifecycleMerged;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.LifecycleResumed;
import io.flywheel.api.lifecycle.LifecycleSplit;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.MovedTouchpoint;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.PersonReturned;
import io.flywheel.api.lifecycle.PersonalDataErased;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.lifecycle.TouchpointsMovedIn;
import io.flywheel.api.lifecycle.TouchpointsMovedOut;
import io.flywheel.api.lifecycle.WinBackEvent;
import io.flywheel.api.model.ModelRef;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one person's events say, as far as deciding needs it; no rule is evaluated here. */
final class LifecycleState {
    private final FoldMemory memory;
    private boolean opened;
    private int identities;
    /** Where she goes on, if this was merged. */
    private @Nullable LifecycleId mergedInto;

    private LastWords consents = new LastWords();
    private WinBacks winBacks = new WinBacks();
    private boolean erased;

    LifecycleState(FoldMemory memory) {
        this.memory = memory;
    }

    static LifecycleState resume(LifecycleMemo memo, LifecycleSurroundings around) {
        LifecycleState state = new LifecycleState(FoldMemory.resume(memo, around::model, around::now));
        state.opened = true;
        state.identities = memo.identities();
        state.mergedInto = memo.mergedInto();
        state.consents = new LastWords(memo.consents());
        state.winBacks = new WinBacks(memo.winBacks());
        state.erased = memo.erased();
        return state;
    }

    /** The memory must be settled. */
    LifecycleMemo memo() {
        return memory.memo(identities, mergedInto).with(consents.all(), winBacks.memo(), erased);
    }

    FoldMemory memory() {
        return memory;
    }

    boolean isOpened() {
        return opened;
    }

    /** The number that the next id gets. */
    int identities() {
        return identities;
    }

    @Nullable
    LifecycleId mergedInto() {
        return mergedInto;
    }

    LastWords consents() {
        return consents;
    }

    WinBacks winBacks() {
        return winBacks;
    }

    /** Nobody can be reached here any more. */
    boolean isErased() {
        return erased;
    }

    void see(LifecycleEvent event) {
        switch (event) {
            case TouchpointRecorded it -> memory.recorded(it.facts());
            case TouchpointVoided it -> memory.voided(it.facts());
            case StageEntered it -> memory.moved(it.model(), it.transition());
            case ChurnDetected it -> memory.moved(it.model(), it.transition());
            case PersonReturned it -> memory.moved(it.model(), it.transition());
            case PathCorrected it -> memory.corrected(it);
            case ModelAdopted it -> memory.adopted(new ModelRef(it.model(), it.version()), it.path());
            case LifecycleOpened it -> {
                opened = true;
                memory.opened(it.models());
            }
            case LifecycleMerged it -> mergedInto = it.into();
            case LifecycleResumed it -> {
                mergedInto = null;
                winBacks.count(it.offered());
                memory.resumed(it.models());
            }
            case LifecycleJoined it -> {
                it.consents().forEach(consents::said);
                winBacks.count(it.offered());
            }
            case LifecycleSplit it -> {
                consents = new LastWords(it.consents());
                winBacks.countOnly(it.offered());
            }
            case TouchpointsMovedIn it ->
                memory.movedIn(
                        it.touchpoints().stream().map(MovedTouchpoint::facts).toList());
            case TouchpointsMovedOut it ->
                memory.movedOut(
                        it.touchpoints().stream().map(t -> t.facts().key()).collect(Collectors.toSet()));
            case IdentityLinked it -> identities = Math.max(identities, it.number() + 1);
            case ConsentChanged it -> consents.said(it);
            case IdentityReleased it -> {}
            case PersonalDataErased it -> erased = true;
            case WinBackEvent it -> winBacks.see(it);
        }
    }
}
