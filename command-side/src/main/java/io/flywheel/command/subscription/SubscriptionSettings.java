package io.flywheel.command.subscription;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What sources are told.
 *
 * @param sources by name; those that are told nothing may be missing
 */
@ConfigurationProperties("flywheel")
record SubscriptionSettings(@DefaultValue Map<String, Told> sources) {

    record Told(@Nullable StageChanges stageChanges) {}

    /**
     * @param url where the source listens
     * @param secret signs what it is told: {@code whsec_} and Base64
     * @param timeout until it must have answered
     * @param models that it wants to hear of; none means all
     * @param stages of which it wants to hear that somebody came into them; none means all
     * @param newsLimit how long after it happened a change may become known and still be told
     */
    record StageChanges(
            @Nullable URI url,
            @Nullable String secret,
            @DefaultValue("PT10S") Duration timeout,
            @DefaultValue List<String> models,
            @DefaultValue List<String> stages,
            @DefaultValue("PT72H") Duration newsLimit) {
        /** Not its secret: settings end up in logs. */
        @Override
        public String toString() {
            return "StageChanges[" + url + "]";
        }
    }
}
