package io.flywheel.command.lifecycle;

import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.TouchpointKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Touchpoints as services send them, with little in them but who did what, and when. */
public final class Calls {
    private Calls() {}

    public static IncomingTouchpoint track(String messageId, ExternalId id, String name, Instant at) {
        return call(messageId, TouchpointKind.TRACK, name, List.of(id), null, at);
    }

    static IncomingTouchpoint call(
            String messageId,
            TouchpointKind kind,
            String name,
            List<ExternalId> ids,
            @Nullable ExternalId previous,
            Instant at) {
        return call(messageId, kind, name, ids, previous, at, "");
    }

    /** @param rest what was sent beside the facts, to be sealed */
    public static IncomingTouchpoint call(
            String messageId,
            TouchpointKind kind,
            String name,
            List<ExternalId> ids,
            @Nullable ExternalId previous,
            Instant at,
            String rest) {
        return new IncomingTouchpoint(
                messageId,
                kind,
                name,
                ids,
                previous,
                "web",
                at,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                rest,
                "digest of " + name);
    }
}
