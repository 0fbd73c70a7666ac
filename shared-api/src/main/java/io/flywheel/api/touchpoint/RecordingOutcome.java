package io.flywheel.api.touchpoint;

import java.util.List;

/**
 * What became of a batch; it is durable when this is answered.
 *
 * @param recorded how many are new
 * @param duplicate how many were already recorded with the same content
 * @param refused those that could not be recorded, by their place in the batch
 * @param position the store's position up to which a reader must have seen to see all of this batch
 */
public record RecordingOutcome(int recorded, int duplicate, List<Refused> refused, long position) {

    /**
     * @param index place in the batch, from 0
     * @param reason a stable code: {@code conflict}, {@code merge-needed}
     * @param detail one sentence for a person
     */
    public record Refused(int index, String reason, String detail) {}
}
