package io.flywheel.api.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flywheel.api.privacy.Sealed;
import io.flywheel.api.touchpoint.Touchpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something the person did, or that was done to her, on any channel.
 *
 * @param facts what rules and figures may read
 * @param sealed what else was sent
 * @param digest of the content as sent, see {@link io.flywheel.api.touchpoint.IncomingTouchpoint}
 * @param identities the person's identities it arrived under, by their number in {@link IdentityLinked}
 * @param importId the bulk import it came with
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TouchpointRecorded(
        Touchpoint facts,
        @Nullable Sealed sealed,
        String digest,
        List<Integer> identities,
        @Nullable String importId) implements LifecycleEvent {
    public TouchpointRecorded {
        identities = identities == null ? List.of() : List.copyOf(identities);
    }
}
