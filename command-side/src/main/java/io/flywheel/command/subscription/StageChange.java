package io.flywheel.command.subscription;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.PersonReturned;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.model.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that an event says about somebody's path: a step that she took, or one that she turned out not to have taken.
 *
 * @param part which of the things that the event says, from 0: first what it takes back, the latest first, then what
 *     happened instead, in the order of the path
 * @param corrected whether what was recorded before turned out to be wrong
 * @param withdrawn whether this step is what was wrong
 */
record StageChange(
        Logged by, int part, String model, int version, Transition step, boolean corrected, boolean withdrawn) {
    /** An adopted version is none of these: what it makes of people is no news about them. */
    static final List<Class<?>> EVENTS =
            List.of(StageEntered.class, ChurnDetected.class, PersonReturned.class, PathCorrected.class);

    /**
     * The event that says it.
     *
     * @param lifecycle in whose stream it is
     * @param position in the log
     * @param sequence in that stream
     * @param at when it was recorded, UTC
     */
    record Logged(LifecycleId lifecycle, long position, long sequence, Instant at) {}

    /** In their order; none for an event that is not about a path. */
    static List<StageChange> in(Object event, Logged by) {
        return switch (event) {
            case StageEntered it -> List.of(step(by, it.model(), it.version(), it.transition()));
            case ChurnDetected it -> List.of(step(by, it.model(), it.version(), it.transition()));
            case PersonReturned it -> List.of(step(by, it.model(), it.version(), it.transition()));
            case PathCorrected it -> corrected(it, by);
            default -> List.of();
        };
    }

    private static StageChange step(Logged by, String model, int version, Transition step) {
        return new StageChange(by, 0, model, version, step, false, false);
    }

    private static List<StageChange> corrected(PathCorrected event, Logged by) {
        List<StageChange> all = new ArrayList<>();
        for (Transition step : event.withdrawn().reversed()) {
            all.add(new StageChange(by, all.size(), event.model(), event.version(), step, true, true));
        }
        for (Transition step : event.entered()) {
            all.add(new StageChange(by, all.size(), event.model(), event.version(), step, true, false));
        }
        return all;
    }

    /** As receivers call it. */
    String type() {
        if (withdrawn) {
            return "stage.withdrawn";
        }
        return switch (step.kind()) {
            case ENTERED -> "stage.entered";
            case CHURNED -> "stage.lost";
            case RETURNED -> "stage.returned";
        };
    }

    /** The step itself, whoever tells of it and however often. */
    String content() {
        return String.join(
                "\n",
                model,
                step.kind().name(),
                String.valueOf(step.from()),
                step.to(),
                step.rule(),
                String.valueOf(step.cause()),
                step.occurredAt().toString());
    }
}
