package io.flywheel.command.ingestion;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may send, and what is assumed where a sender says nothing.
 *
 * @param data the folder of everything that is kept as a file
 * @param currency of amounts that name none
 * @param sources by name; none at all means one source {@code local} with the write key {@code local}
 */
@ConfigurationProperties("flywheel")
record SourceSettings(
        @DefaultValue("./data") String data,
        @DefaultValue("USD") String currency,
        @DefaultValue Map<String, Sender> sources) {

    /**
     * @param writeKey what the sender authenticates with
     * @param previousWriteKey the key before a rotation, accepted until {@code previousWriteKeyUntil}
     * @param facts names of properties that rules may read
     * @param allowedOrigins web pages that may send from a browser, as {@code https://shop.example}
     */
    record Sender(
            String writeKey,
            @Nullable String previousWriteKey,
            @Nullable Instant previousWriteKeyUntil,
            @DefaultValue List<String> facts,
            @DefaultValue List<String> allowedOrigins) {}
}
