package io.flywheel.query.stage;

import io.flywheel.api.Micros;
import io.flywheel.query.platform.ActiveModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a question about stages is about.
 *
 * @param channel only people whose first touchpoint was on this channel; none for all, {@code unknown} for those
 *     whose first touchpoint named none
 */
record StageQuestion(ActiveModel model, @Nullable String channel) {
    static final String NO_STAGE = "none";
    static final String NO_CHANNEL = "unknown";

    /** The silence after which somebody is lost, in microseconds. */
    long silence() {
        return Math.addExact(
                Math.multiplyExact(model.silence().getSeconds(), 1_000_000L),
                model.silence().getNano() / 1_000L);
    }

    /** Whoever was last active at or before this is lost at the given instant. */
    long silentSince(Instant at) {
        return Micros.of(at) - silence();
    }

    /** A condition on {@code p}, a person, to be followed by its arguments. */
    String onlyChannel() {
        if (channel == null) {
            return "";
        }
        return channel.equals(NO_CHANNEL) ? " AND p.first_channel IS NULL" : " AND p.first_channel = ?";
    }

    Object[] with(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(arguments));
        if (channel != null && !channel.equals(NO_CHANNEL)) {
            all.add(channel);
        }
        return all.toArray();
    }
}
