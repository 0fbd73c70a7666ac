package io.flywheel.command.delivery;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The ways out, by name, beside {@code log}, which is always there.
 *
 * @param publicUrl where people's browsers reach this installation, for links to unsubscribe
 */
@ConfigurationProperties("flywheel")
record ChannelSettings(
        @Nullable URI publicUrl, @DefaultValue Map<String, Way> channels) {

    /**
     * @param type {@code webhook}, {@code email} or {@code log}; none where the name is one of these
     * @param url of a webhook
     * @param secret signs what a webhook is sent and what comes back from any channel: {@code whsec_} and Base64
     * @param timeout until a webhook must have answered
     * @param from the sender of mails, as {@code Shop <news@shop.example>}
     * @param replyTo if that is somebody else
     * @param templates a folder with templates that go before those that are shipped
     */
    record Way(
            @Nullable String type,
            @Nullable URI url,
            @Nullable String secret,
            @DefaultValue("PT10S") Duration timeout,
            @Nullable String from,
            @Nullable String replyTo,
            @Nullable Path templates) {
        /** Not its secret: settings end up in logs. */
        @Override
        public String toString() {
            return "Way[" + type + "]";
        }
    }
}
