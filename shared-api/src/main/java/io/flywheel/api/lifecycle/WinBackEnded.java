package io.flywheel.api.lifecycle;

import java.time.Instant;

/**
 * A campaign is over for the person.
 *
 * @param reason {@code returned}, {@code goal} (she reached it), {@code left} (she left the stage otherwise),
 *     {@code corrected} (she had never entered it), {@code consent} (she withdrew it), {@code erased}, {@code merged},
 *     {@code campaign-ended}, or {@code steps-used-up}
 * @param at when, UTC
 */
public record WinBackEnded(String episode, String campaign, int version, String reason, Instant at)
        implements WinBackEvent {}
