package io.flywheel.query.timeline;

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
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.PersonReturned;
import io.flywheel.api.lifecycle.PersonalDataErased;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.lifecycle.TouchpointsMovedIn;
import io.flywheel.api.lifecycle.TouchpointsMovedOut;
import io.flywheel.api.lifecycle.WinBackEvent;
import io.flywheel.api.model.Transition;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an event belongs in a person's story, and by what a later event names it to take it back.
 *
 * @param occurredAt when it happened; what has no time of its own happened when it was recorded
 * @param subject none for what stands for ever
 */
record Placement(Instant occurredAt, @Nullable Subject subject) {
    /** What may be taken back. */
    sealed interface Subject {}

    record OfTouchpoint(TouchpointKey key) implements Subject {}

    record OfPath(String model, Transition transition) implements Subject {}

    static Placement of(LifecycleEvent event, Instant recordedAt) {
        return switch (event) {
            case TouchpointRecorded it ->
                new Placement(
                        it.facts().occurredAt(), new OfTouchpoint(it.facts().key()));
            case StageEntered it -> of(it.model(), it.transition());
            case ChurnDetected it -> of(it.model(), it.transition());
            case PersonReturned it -> of(it.model(), it.transition());
            case PathCorrected it -> new Placement(recordedAt, null);
            case ModelAdopted it -> new Placement(recordedAt, null);
            case LifecycleOpened it -> new Placement(recordedAt, null);
            case TouchpointVoided it -> new Placement(recordedAt, null);
            case IdentityLinked it -> new Placement(recordedAt, null);
            case IdentityReleased it -> new Placement(recordedAt, null);
            case LifecycleMerged it -> new Placement(recordedAt, null);
            case LifecycleJoined it -> new Placement(recordedAt, null);
            case LifecycleSplit it -> new Placement(recordedAt, null);
            case LifecycleResumed it -> new Placement(recordedAt, null);
            case TouchpointsMovedOut it -> new Placement(recordedAt, null);
            case TouchpointsMovedIn it -> new Placement(recordedAt, null);
            case PersonalDataErased it -> new Placement(it.at(), null);
            case ConsentChanged it -> new Placement(it.at(), null);
            case WinBackEvent it -> new Placement(it.at(), null);
        };
    }

    private static Placement of(String model, Transition transition) {
        return new Placement(transition.occurredAt(), new OfPath(model, transition));
    }
}
