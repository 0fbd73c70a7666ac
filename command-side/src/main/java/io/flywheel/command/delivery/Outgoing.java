package io.flywheel.command.delivery;

import io.flywheel.api.LifecycleId;
import java.time.Instant;

/** Something that waits to be handed over to somebody outside; nothing in it is personal. */
public sealed interface Outgoing permits OutgoingMessage, Notice {
    /** 22 characters fixed by what it is about: receivers drop repeats by it. */
    String id();

    /** Whom it is for, or about. */
    LifecycleId person();

    /** By which way it goes out. */
    String channel();

    /** When it was decided, or became known, UTC. */
    Instant at();
}
