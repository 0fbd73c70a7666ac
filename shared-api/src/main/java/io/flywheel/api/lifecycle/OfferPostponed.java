package io.flywheel.api.lifecycle;

import java.time.Instant;

/**
 * A step is decided later.
 *
 * @param reason {@code quiet-hours}, {@code paused} (the campaign is) or {@code stopped} (all sending is)
 * @param at when that was decided, UTC
 * @param until when it is decided again, UTC
 */
public record OfferPostponed(
        String episode, String campaign, int version, int step, String reason, Instant at, Instant until)
        implements WinBackEvent {}
