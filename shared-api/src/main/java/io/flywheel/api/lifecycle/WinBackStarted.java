package io.flywheel.api.lifecycle;

import java.time.Instant;

/**
 * A campaign began for the person.
 *
 * @param episode names this course of the campaign, here and in whatever is sent
 * @param version of the campaign, by which it goes on to its end
 * @param stage which she had entered
 * @param since when she had entered it, UTC
 * @param at when it began, UTC
 */
public record WinBackStarted(
        String episode, String campaign, int version, String model, String stage, Instant since, Instant at)
        implements WinBackEvent {}
