package io.flywheel.command.delivery;

import io.flywheel.command.delivery.Claims.Claimed;
import io.flywheel.command.lifecycle.ConsentLog;
import io.flywheel.command.lifecycle.CourseLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends one message, unless she must not get it any more, and notes what became of it. */
@Component
class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final Claims claims;
    private final ConsentLog consents;
    private final CourseLog courses;
    private final ContactDetails contacts;
    private final LinkedIds ids;
    private final PublicUrl publicUrl;
    private final RetryPolicy policy;
    private final DeliverySettings settings;
    private final Clock clock;

    Attempts(
            Claims claims,
            ConsentLog consents,
            CourseLog courses,
            ContactDetails contacts,
            LinkedIds ids,
            PublicUrl publicUrl,
            RetryPolicy policy,
            DeliverySettings settings,
            Clock clock) {
        this.claims = claims;
        this.consents = consents;
        this.courses = courses;
        this.contacts = contacts;
        this.ids = ids;
        this.publicUrl = publicUrl;
        this.policy = policy;
        this.settings = settings;
        this.clock = clock;
    }

    /** Does nothing if somebody else has it. */
    void attempt(String id, Lane lane) {
        Instant now = clock.instant();
        claims.claim(id, now, now.plus(settings.claim())).ifPresent(claimed -> attempt(claimed, lane));
    }

    private void attempt(Claimed claimed, Lane lane) {
        OutgoingMessage message = claimed.message();
        ConsentLog.Said said = consents.about(message.person(), message.purpose());
        Instant now = clock.instant();
        if (!said.isThere()) {
            claims.dropped(claimed, "erased", now);
        } else if (!said.allowsAt(now)) {
            claims.dropped(claimed, "consent", now);
        } else if (courses.hasLeft(message.person(), message.episode(), said.person())) {
            claims.dropped(claimed, "withdrawn", now);
        } else if (policy.isTooMany(claimed.attempt())) {
            claims.dead(claimed, "interrupted", now);
        } else {
            send(claimed, lane, said);
        }
    }

    private void send(Claimed claimed, Lane lane, ConsentLog.Said said) {
        OutgoingMessage message = claimed.message();
        Channel channel = lane.channel();
        try {
            if (channel == null) {
                throw Undeliverable.forNow("no-channel");
            }
            channel.send(new Letter(
                    message,
                    said.person(),
                    () -> contacts.of(said.person()),
                    () -> ids.of(said.person()),
                    publicUrl.unsubscribe(message.id())));
        } catch (Undeliverable failure) {
            failed(claimed, lane, failure);
            return;
        } catch (RuntimeException unexpected) {
            // Its text may quote whom it was for.
            LOG.warn(
                    "message {} could not be sent: {}",
                    message.id(),
                    unexpected.getClass().getName());
            failed(claimed, lane, Undeliverable.forNow("failed"));
            return;
        }
        claims.sent(message.id(), clock.instant());
    }

    private void failed(Claimed claimed, Lane lane, Undeliverable failure) {
        Instant now = clock.instant();
        Duration patience = failure.patience();
        if (patience != null) {
            lane.close(now.plus(policy.bounded(patience)));
        }
        if (failure.isForGood() || policy.isLast(claimed.attempt())) {
            claims.dead(claimed, failure.reason(), now);
        } else {
            claims.later(claimed, failure.reason(), policy.next(claimed.attempt(), patience, now));
        }
    }
}
