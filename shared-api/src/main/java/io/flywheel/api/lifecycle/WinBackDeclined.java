package io.flywheel.api.lifecycle;

import java.time.Instant;

/**
 * A campaign did not begin for the person though she had entered its stage.
 *
 * @param reason {@code historical} (it became known too late), {@code cool-down}, or {@code under-way} (another win-back is)
 * @param since when she had entered the stage, UTC
 * @param at when it was decided, UTC
 */
public record WinBackDeclined(
        String campaign, int version, String model, String stage, Instant since, String reason, Instant at)
        implements WinBackEvent {}
