package io.flywheel.command.delivery;

import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.api.touchpoint.RecordingOutcome;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.command.delivery.Claims.SentMessage;
import io.flywheel.command.lifecycle.TouchpointRecorder;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Records what became of messages as touchpoints of the people they were for, each result of a message once. */
@Component
class Results {
    static final String SOURCE = RecordTouchpoints.OWN_SOURCE;

    private static final int PAGE = 100;

    private final TouchpointRecorder recorder;
    private final Claims claims;
    private final Channels channels;
    private final BlindIndex blind;
    private final Clock clock;

    Results(TouchpointRecorder recorder, Claims claims, Channels channels, BlindIndex blind, Clock clock) {
        this.recorder = recorder;
        this.claims = claims;
        this.channels = channels;
        this.blind = blind;
        this.clock = clock;
    }

    /** Everything that is out and not recorded yet, also by a process that died before it could. */
    void tellSent(Lane lane) {
        List<SentMessage> untold;
        do {
            untold = claims.untold(lane, clock.instant(), PAGE);
            if (!untold.isEmpty()) {
                recorder.record(new RecordTouchpoints(
                        SOURCE,
                        null,
                        untold.stream()
                                .map(each -> touchpoint(each.message(), Result.SENT, each.at()))
                                .toList()));
                claims.told(untold);
            }
        } while (untold.size() == PAGE);
    }

    /** Durable when it returns. Told again, it changes nothing. */
    RecordingOutcome record(OutgoingMessage message, Result result, Instant at) {
        return recorder.record(new RecordTouchpoints(SOURCE, null, List.of(touchpoint(message, result, at))));
    }

    private IncomingTouchpoint touchpoint(OutgoingMessage message, Result result, Instant at) {
        String id = message.id() + "-" + result.type();
        String kind = channels.find(message.channel()).map(Channel::kind).orElse(message.channel());
        return new IncomingTouchpoint(
                id,
                TouchpointKind.TRACK,
                result.touchpoint(kind),
                List.of(ExternalId.lifecycle(message.person())),
                null,
                kind,
                at,
                null,
                null,
                null,
                null,
                message.id(),
                Map.of("campaign", message.campaign(), "step", (long) message.step()),
                "",
                // When it is said to have happened is no part of what happened: it may be told twice.
                blind.digest(id));
    }
}
