package io.flywheel.api.touchpoint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Record these touchpoints of one source, all in one transaction. Answers {@link RecordingOutcome}. Sending it again
 * records nothing twice.
 *
 * @param source the sender
 * @param importId the bulk import it belongs to, if any, so that a whole import can be voided
 * @param touchpoints in any order, of any number of people
 */
public record RecordTouchpoints(String source, @Nullable String importId, List<IncomingTouchpoint> touchpoints) {
    /** The source of what this installation itself records, such as what became of a message: no sender may be called so. */
    public static final String OWN_SOURCE = "flywheel";
}
