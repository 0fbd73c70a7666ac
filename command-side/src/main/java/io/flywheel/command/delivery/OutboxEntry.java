package io.flywheel.command.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flywheel.api.LifecycleId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message in the outbox, as operators see it.
 *
 * @param person the lifecycle it is for, a name that means nothing
 * @param decidedAt when it was decided to send it, UTC
 * @param attempts how often it was begun to be sent
 * @param reason why the last attempt failed, or why it is not sent any more
 * @param nextAttempt when it is tried again, UTC
 * @param endedAt when it was sent, given up or dropped, UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OutboxEntry(
        String id,
        String state,
        @Schema(type = "string") LifecycleId person,
        String campaign,
        int version,
        int step,
        String channel,
        String template,
        String purpose,
        Instant decidedAt,
        int attempts,
        @Nullable String reason,
        @Nullable Instant nextAttempt,
        @Nullable Instant endedAt) {
    static final String WAITING = "waiting";
    static final String SENT = "sent";
    /** It could not be sent; somebody may want it tried again. */
    static final String DEAD = "dead";
    /** It must not be sent any more. */
    static final String DROPPED = "dropped";

    static final Set<String> STATES = Set.of(WAITING, SENT, DEAD, DROPPED);
}
