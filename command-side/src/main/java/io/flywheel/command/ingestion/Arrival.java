package io.flywheel.command.ingestion;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * One event on its way in.
 *
 * @param json complete in itself
 * @param bytes its size as it was sent
 * @param line of the imported file it came from
 * @param flaw why it is already known to be unfit
 */
record Arrival(
        JsonNode json,
        int bytes,
        @Nullable Long line,
        @Nullable Unfit flaw) {
    static Arrival of(JsonNode json, int bytes) {
        return new Arrival(json, bytes, null, null);
    }

    /** The place of a row whose person was forgotten while it waited: it counts as read, and that is all. */
    static Arrival forgotten(long line) {
        return new Arrival(MissingNode.getInstance(), 0, line, null);
    }

    boolean isForgotten() {
        return json.isMissingNode();
    }
}
