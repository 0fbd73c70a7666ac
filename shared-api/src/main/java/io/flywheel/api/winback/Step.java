package io.flywheel.api.winback;

import java.time.Duration;

/**
 * One message of a campaign.
 *
 * @param number from 1, in the order of the campaign
 * @param after how long after the step before, or after the start, it is due
 * @param channel by which it goes out, as this installation's channels are called
 * @param template what is sent, as the channel knows it
 */
public record Step(int number, Duration after, String channel, String template) {}
