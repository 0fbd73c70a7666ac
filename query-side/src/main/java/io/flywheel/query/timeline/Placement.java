package io.flywheel.query.timeline;

import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.IdentityReleased;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.PersonReturned;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.model.Transition;
import io.flywheel.api.touchpoint.Touchpoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an event belongs in a person's story, and by what name a later event takes it back.
 *
 * @param occurredAt when it happened; what has no time of its own happened when it was recorded
 * @param model for stage events
 * @param subject names what may be withdrawn, with its time and model; none for what stands for ever
 */
record Placement(
        Instant occurredAt,
        @Nullable String model,
        @Nullable String subject) {
    private static final int SUBJECT_LENGTH = 255;

    static Placement of(LifecycleEvent event, Instant recordedAt) {
        return switch (event) {
            case TouchpointRecorded it -> new Placement(it.facts().occurredAt(), null, subject(it.facts()));
            case StageEntered it -> of(it.model(), it.transition());
            case ChurnDetected it -> of(it.model(), it.transition());
            case PersonReturned it -> of(it.model(), it.transition());
            case PathCorrected it -> new Placement(recordedAt, it.model(), null);
            case ModelAdopted it -> new Placement(recordedAt, it.model(), null);
            case LifecycleOpened it -> new Placement(recordedAt, null, null);
            case TouchpointVoided it -> new Placement(recordedAt, null, null);
            case IdentityLinked it -> new Placement(recordedAt, null, null);
            case IdentityReleased it -> new Placement(recordedAt, null, null);
        };
    }

    static Placement of(String model, Transition transition) {
        return new Placement(transition.occurredAt(), model, subject(model, transition));
    }

    static String subject(Touchpoint facts) {
        return facts.key().toString();
    }

    private static String subject(String model, Transition transition) {
        String subject = transition.kind() + " " + transition.to() + " "
                + (transition.cause() == null ? "silence" : transition.cause()) + " " + model;
        return subject.substring(0, Math.min(SUBJECT_LENGTH, subject.length()));
    }
}
