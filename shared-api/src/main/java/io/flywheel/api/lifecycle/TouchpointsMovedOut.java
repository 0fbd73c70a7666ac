package io.flywheel.api.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flywheel.api.LifecycleId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From here on these touchpoints count as somebody else's, who is this person as well, or turned out to be another one.
 *
 * @param to where they count now
 * @param firstAt when the first touchpoint happened of those that are still hers, none if there are none
 * @param firstChannel the channel of that first one
 * @param lastActivity when she last did something herself, without these
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TouchpointsMovedOut(
        LifecycleId to,
        List<MovedTouchpoint> touchpoints,
        @Nullable Instant firstAt,
        @Nullable String firstChannel,
        @Nullable Instant lastActivity)
        implements LifecycleEvent {}
