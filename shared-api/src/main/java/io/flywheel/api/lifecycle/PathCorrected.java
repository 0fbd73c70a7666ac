package io.flywheel.api.lifecycle;

import io.flywheel.api.model.Transition;
import java.util.List;

/**
 * A late or voided touchpoint changed what had been recorded of a stage path.
 *
 * @param withdrawn recorded transitions that did not happen, in full
 * @param entered transitions that did, in full, in the order of the path
 */
public record PathCorrected(String model, int version, List<Transition> withdrawn, List<Transition> entered)
        implements LifecycleEvent {}
