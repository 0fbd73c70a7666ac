package io.flywheel.command.lifecycle;

import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.RecordingOutcome.Refused;
import io.flywheel.api.touchpoint.TouchpointKey;
import org.jspecify.annotations.Nullable;

/**
 * One touchpoint on its way into the log.
 *
 * @param batch which of the batches that share a transaction it came with
 * @param index its place in that batch as it was sent
 */
record BatchItem(
        int batch,
        int index,
        TouchpointKey key,
        String source,
        @Nullable String importId,
        IncomingTouchpoint touchpoint) {
    Refused refused(String reason, String detail) {
        return new Refused(index, reason, detail);
    }
}
