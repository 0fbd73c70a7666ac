package io.flywheel.command.ingestion;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event in quarantine, as people see it.
 *
 * @param id its number
 * @param reason a stable code
 * @param detail what is wrong, in a sentence; none if it is erased
 * @param state {@code open}, {@code retried} (it is recorded now) or {@code discarded}
 * @param attempts how often recording it was tried
 * @param importId the bulk import it came with
 * @param line of the imported file
 * @param original the event as it was sent, with what its batch said about all events merged in; none if it is erased
 * @param erased true where whoever it is about was forgotten; else none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record QuarantineEntry(
        long id,
        String source,
        String reason,
        @Nullable String detail,
        String state,
        int attempts,
        @Nullable String importId,
        @Nullable Long line,
        Instant receivedAt,
        Instant changedAt,
        @Schema(type = "object") @Nullable JsonNode original,
        @Nullable Boolean erased) {
    static final String OPEN = "open";
    static final String RETRIED = "retried";
    static final String DISCARDED = "discarded";
}
