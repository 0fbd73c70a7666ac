package io.flywheel.command.lifecycle;

import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.PersonReturned;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.model.ModelRef;
import io.flywheel.api.model.Transition;
import java.time.Duration;
import java.util.Objects;
import org.axonframework.modelling.command.AggregateLifecycle;

/** The events that tell what a fold found. */
final class PathEvents {
    private PathEvents() {}

    /** Only for use within a command. */
    static void apply(FoundPath found) {
        if (found.goesOn()) {
            found.entered().forEach(step -> AggregateLifecycle.apply(of(found.model(), found.silence(), step)));
        } else {
            AggregateLifecycle.apply(
                    new PathCorrected(found.model().id(), found.model().version(), found.withdrawn(), found.entered()));
        }
    }

    static LifecycleEvent of(ModelRef model, Duration silence, Transition step) {
        return switch (step.kind()) {
            case ENTERED ->
                new StageEntered(
                        model.id(),
                        model.version(),
                        step.from(),
                        step.to(),
                        step.rule(),
                        Objects.requireNonNull(step.cause()),
                        step.occurredAt());
            case RETURNED ->
                new PersonReturned(
                        model.id(),
                        model.version(),
                        Objects.requireNonNull(step.from()),
                        step.to(),
                        step.rule(),
                        Objects.requireNonNull(step.cause()),
                        step.occurredAt());
            case CHURNED ->
                new ChurnDetected(
                        model.id(),
                        model.version(),
                        step.from(),
                        step.to(),
                        step.rule(),
                        step.cause(),
                        step.cause() == null ? step.occurredAt().minus(silence) : null,
                        step.cause() == null ? silence : null,
                        step.occurredAt());
        };
    }
}
