package io.flywheel.command.lifecycle;

import io.flywheel.api.lifecycle.OfferMade;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a step.
 *
 * @param offer what is to be sent; none if nothing is
 * @param next the step that is decided next; 0 if it was the last, or the campaign is over for her
 * @param due when that is, UTC; none if there is none
 */
public record StepTaken(
        @Nullable OfferMade offer, int next, @Nullable Instant due) {
    static final StepTaken OVER = new StepTaken(null, 0, null);
}
