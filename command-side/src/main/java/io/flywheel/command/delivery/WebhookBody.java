package io.flywheel.command.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flywheel.api.identity.ExternalId;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a webhook is sent: the message, and by what its receiver knows the person. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WebhookBody(String type, Instant timestamp, Data data) {
    private static final JsonMapper JSON = new JsonMapper();

    /** @param ids by which services know her, each once */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Data(
            String id,
            String campaign,
            int version,
            int step,
            String template,
            String purpose,
            String person,
            List<ExternalId> ids,
            @Nullable String email,
            @Nullable String locale,
            @Nullable String zone,
            @Nullable URI unsubscribe) {}

    static String of(Letter letter) {
        OutgoingMessage message = letter.message();
        Contact contact = letter.contact().get();
        Locale locale = contact.locale();
        ZoneId zone = contact.zone();
        return JSON.writeValueAsString(new WebhookBody(
                "message.send",
                message.at(),
                new Data(
                        message.id(),
                        message.campaign(),
                        message.version(),
                        message.step(),
                        message.template(),
                        message.purpose(),
                        letter.person().value(),
                        letter.ids().get(),
                        contact.email(),
                        locale == null ? null : locale.toLanguageTag(),
                        zone == null ? null : zone.getId(),
                        letter.unsubscribe())));
    }
}
