package io.flywheel.command.ingestion;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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
}
