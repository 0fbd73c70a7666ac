package io.flywheel.api.lifecycle;

import java.time.Instant;

/**
 * The person could have been sent a message and is not, to compare the others with her; for all steps of this episode.
 *
 * @param step at which it was decided
 * @param at when, UTC
 */
public record OfferHeldOut(String episode, String campaign, int version, int step, Instant at, OfferInputs inputs)
        implements WinBackEvent {}
