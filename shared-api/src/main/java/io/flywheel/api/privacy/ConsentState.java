package io.flywheel.api.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flywheel.api.lifecycle.ConsentChanged;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody consents to one purpose at an instant.
 *
 * @param granted {@code false} once what she granted has expired
 * @param since from when on this is so: when she said it, or when what she had granted expired; UTC
 * @param at when she said what decides, UTC
 * @param source who recorded it
 * @param wording the version of the text that she saw
 * @param expires when what she granted ends, or has ended, by itself
 * @param position in the log of what decides
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConsentState(
        String purpose,
        boolean granted,
        Instant since,
        Instant at,
        String source,
        @Nullable String wording,
        @Nullable Instant expires,
        long position) {

    static ConsentState of(ConsentChanged decides, long position, Instant instant) {
        boolean expired = decides.granted() && !decides.allowsAt(instant);
        return new ConsentState(
                decides.purpose(),
                decides.allowsAt(instant),
                expired ? Objects.requireNonNull(decides.expires()) : decides.at(),
                decides.at(),
                decides.source(),
                decides.wording(),
                decides.expires(),
                position);
    }
}
