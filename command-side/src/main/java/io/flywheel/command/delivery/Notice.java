package io.flywheel.command.delivery;

import io.flywheel.api.LifecycleId;
import java.time.Instant;

/**
 * Something that a service is told about a person. What it says is read from the log when it goes out.
 *
 * @param channel of the {@link Subscriber}
 * @param position of the event in the log that it tells of
 * @param part which of the things that the event says, from 0
 * @param about names what it says, so that it can be found when that is taken back
 * @param at when it became known, UTC
 */
public record Notice(String id, LifecycleId person, String channel, long position, int part, String about, Instant at)
        implements Outgoing {
    public Notice {
        OutgoingMessage.requireId(id);
    }
}
