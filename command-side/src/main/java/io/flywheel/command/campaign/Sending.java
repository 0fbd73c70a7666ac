package io.flywheel.command.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether anything is sent at all.
 *
 * @param reason why it was stopped; none while it goes on
 * @param by who stopped or resumed it last; none if nobody ever did
 * @param since when, UTC
 */
record Sending(
        boolean stopped,
        @Nullable String reason,
        @Nullable String by,
        @Nullable Instant since) {
    static final Sending FROM_THE_START = new Sending(false, null, null, null);
}
