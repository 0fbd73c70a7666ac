package io.flywheel.command.lifecycle;

import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.api.touchpoint.RecordingOutcome;
import org.springframework.stereotype.Component;

/** Records a batch of touchpoints of many people in one transaction. */
@Component
public class TouchpointRecorder {
    /** Durable when it returns. Blocks; safe for threads. */
    public RecordingOutcome record(RecordTouchpoints batch) {
        throw new IllegalStateException();
    }
}
