package io.flywheel.command.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages that wait are sent.
 *
 * @param attempts after which one is given up
 * @param firstRetry how long after the first attempt the second follows; each further one takes four times as long
 * @param longestRetry but no longer than this
 * @param claim how long one is left to whoever began to send it; must be longer than sending may take
 * @param lookEvery how often it is looked for what is due
 * @param atOnce how much of one channel, or for one subscriber, is on their way at the same time
 * @param keepNotices how long what services were told is kept after it was
 */
@ConfigurationProperties("flywheel.delivery")
record DeliverySettings(
        @DefaultValue("8") int attempts,
        @DefaultValue("PT1M") Duration firstRetry,
        @DefaultValue("PT6H") Duration longestRetry,
        @DefaultValue("PT5M") Duration claim,
        @DefaultValue("PT0.5S") Duration lookEvery,
        @DefaultValue("4") int atOnce,
        @DefaultValue("P90D") Duration keepNotices) {}
