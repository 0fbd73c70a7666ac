package io.flywheel.command.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a source is told of a stage change, as JSON. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StageChangeBody(String type, Instant timestamp, Data data) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * @param position orders what is told of a person, equal ones by {@code part}
     * @param person as she goes on now
     * @param ids by which the source knows her
     * @param stage where this left her, which is not {@code to} where something earlier was corrected; none for nowhere
     * @param cause none where silence was it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Data(
            String id,
            long position,
            int part,
            String source,
            LifecycleId person,
            List<ExternalId> ids,
            String model,
            int version,
            @Nullable String from,
            String to,
            @Nullable String stage,
            String rule,
            @Nullable Cause cause,
            Instant occurredAt,
            Instant recordedAt,
            boolean corrected) {}

    /**
     * The touchpoint by which it came about.
     *
     * @param messageId if it was the source's own: other sources' may say something personal
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Cause(
            TouchpointKey touchpoint,
            String source,
            String event,
            @Nullable String messageId) {}

    String json() {
        return JSON.writeValueAsString(this);
    }
}
