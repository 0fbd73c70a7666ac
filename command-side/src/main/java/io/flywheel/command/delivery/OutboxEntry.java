package io.flywheel.command.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flywheel.api.LifecycleId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message or a notice in the outbox, as operators see it.
 *
 * @param person the lifecycle it is for or about, a name that means nothing
 * @param campaign of a message, as are version, step, template and purpose; a notice has none of them
 * @param position of the event in the log that a notice tells of; a message has none
 * @param decidedAt when it was decided to send it, or became known, UTC
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
        @Nullable String campaign,
        @Nullable Integer version,
        @Nullable Integer step,
        @Nullable Long position,
        String channel,
        @Nullable String template,
        @Nullable String purpose,
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

    static OutboxEntry of(
            Outgoing what,
            String state,
            int attempts,
            @Nullable String reason,
            @Nullable Instant nextAttempt,
            @Nullable Instant endedAt) {
        OutgoingMessage message = what instanceof OutgoingMessage it ? it : null;
        return new OutboxEntry(
                what.id(),
                state,
                what.person(),
                message == null ? null : message.campaign(),
                message == null ? null : Integer.valueOf(message.version()),
                message == null ? null : Integer.valueOf(message.step()),
                what instanceof Notice notice ? Long.valueOf(notice.position()) : null,
                what.channel(),
                message == null ? null : message.template(),
                message == null ? null : message.purpose(),
                what.at(),
                attempts,
                reason,
                nextAttempt,
                endedAt);
    }
}
