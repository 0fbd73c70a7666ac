package io.flywheel.command.delivery;

import io.flywheel.command.delivery.Claims.Claimed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends one message or notice by its way, and notes what became of it. */
@Component
class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final Claims claims;
    private final RetryPolicy policy;
    private final DeliverySettings settings;
    private final Clock clock;

    Attempts(Claims claims, RetryPolicy policy, DeliverySettings settings, Clock clock) {
        this.claims = claims;
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
        if (policy.isTooMany(claimed.attempt())) {
            claims.dead(claimed, "interrupted", clock.instant());
            return;
        }
        try {
            lane.way().send(claimed.what());
        } catch (Undeliverable failure) {
            failed(claimed, lane, failure);
            return;
        } catch (RuntimeException unexpected) {
            // Its text may quote whom it was for.
            LOG.warn(
                    "message {} could not be sent: {}",
                    claimed.what().id(),
                    unexpected.getClass().getName());
            failed(claimed, lane, Undeliverable.forNow("failed"));
            return;
        }
        claims.sent(claimed.what(), clock.instant());
    }

    private void failed(Claimed claimed, Lane lane, Undeliverable failure) {
        Instant now = clock.instant();
        Duration patience = failure.patience();
        if (patience != null) {
            lane.close(now.plus(policy.bounded(patience)));
        }
        if (failure.isForbidden()) {
            claims.dropped(claimed, failure.reason(), now);
        } else if (failure.isForGood() || policy.isLast(claimed.attempt())) {
            claims.dead(claimed, failure.reason(), now);
        } else {
            claims.later(claimed, failure.reason(), policy.next(claimed.attempt(), patience, now));
        }
    }
}
