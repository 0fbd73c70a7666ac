package io.flywheel.api.lifecycle;

import java.time.Instant;

/**
 * It was decided not to send the person the message of a step.
 *
 * @param reason {@code consent}, {@code cap}, {@code channel} (there is none of that name, or no address for it)
 * @param at when, UTC
 */
public record OfferBlocked(
        String episode, String campaign, int version, int step, String reason, Instant at, OfferInputs inputs)
        implements WinBackEvent {}
