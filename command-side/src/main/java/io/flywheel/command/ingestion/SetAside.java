package io.flywheel.command.ingestion;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event that was not recorded, and why.
 *
 * @param index its place among those that came with it
 */
record SetAside(
        int index,
        JsonNode original,
        String messageId,
        String reason,
        String detail,
        @Nullable Long line) {}
