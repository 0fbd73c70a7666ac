package io.flywheel.api.lifecycle;

import java.time.Instant;

/**
 * It was decided to send the person a message; it is in the outbox.
 *
 * @param step from 1
 * @param message its id, by which a receiver can drop repeats and results are matched
 * @param at when it was decided, UTC
 * @param inputs what the decision was made from
 */
public record OfferMade(
        String episode,
        String campaign,
        int version,
        int step,
        String channel,
        String template,
        String message,
        Instant at,
        OfferInputs inputs)
        implements WinBackEvent {}
