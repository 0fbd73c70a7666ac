package io.flywheel.command.delivery;

import io.flywheel.api.LifecycleId;
import java.time.Instant;

/**
 * A message that was decided to be sent; nothing in it is personal.
 *
 * @param id 22 characters fixed by the decision: the same decision again is the same message, and receivers drop repeats
 *     by it
 * @param episode what it can be withdrawn with
 * @param version of the campaign
 * @param step of the campaign, from 1
 * @param channel by which it goes out, as this installation's channels are called
 * @param template what is sent, as the channel knows it
 * @param purpose what she must consent to, also when it goes out
 * @param at when it was decided, UTC
 */
public record OutgoingMessage(
        String id,
        LifecycleId person,
        String episode,
        String campaign,
        int version,
        int step,
        String channel,
        String template,
        String purpose,
        Instant at)
        implements Outgoing {
    private static final int LENGTH = 22;

    public OutgoingMessage {
        requireId(id);
    }

    static void requireId(String id) {
        if (id.length() != LENGTH) {
            throw new IllegalArgumentException("a message's id has " + LENGTH + " characters, not " + id.length());
        }
    }
}
