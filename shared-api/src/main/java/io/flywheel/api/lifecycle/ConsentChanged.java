package io.flywheel.api.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flywheel.api.Micros;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The person said that she may, or may no longer, be addressed or looked at for a purpose.
 *
 * @param purpose a short name, see {@link io.flywheel.api.privacy.Purposes}
 * @param at when she said so, UTC, in microseconds; it is often learnt later
 * @param source who recorded it: the name of a form, a shop, a desk; never a person's
 * @param wording the version of the text that she saw
 * @param expires when what she granted ends by itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConsentChanged(
        String purpose,
        boolean granted,
        Instant at,
        String source,
        @Nullable String wording,
        @Nullable Instant expires) implements LifecycleEvent {

    /**
     * What she said last about one purpose comes last, and of what she said at one instant the withdrawal: when in doubt,
     * she did not consent. Of equal ones, the one that became known later decides.
     */
    public static final Comparator<ConsentChanged> ORDER =
            Comparator.comparing(ConsentChanged::at).thenComparing(change -> !change.granted());

    public ConsentChanged {
        at = Micros.truncate(at);
        expires = expires == null ? null : Micros.truncate(expires);
    }

    /** Whether it allows anything at an instant, if it is what decides then. */
    public boolean allowsAt(Instant instant) {
        return granted && (expires == null || instant.isBefore(expires));
    }
}
