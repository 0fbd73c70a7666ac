package io.flywheel.command.privacy;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody said about a purpose, as it was sent and not yet understood.
 *
 * @param at none for just now
 */
record SentConsent(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "true: she allows it; false: she no longer does",
                example = "true")
        boolean granted,

        @Schema(
                description = "when she said so, an instant or a date; default now. Up to 24 hours ahead becomes now",
                example = "2026-03-01T10:00:00Z")
        @Nullable
        String at,

        @Schema(description = "a name of what recorded it, default api", example = "web-form") @Nullable
        String source,

        @Schema(description = "a name of the text that she saw", example = "2026-03") @Nullable
        String wording,

        @Schema(description = "when a grant ends by itself, default never", example = "2036-03-01T10:00:00Z") @Nullable
        String expires) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String EXAMPLE = "{\"granted\":true,\"at\":\"2026-03-01T10:00:00Z\",\"source\":\"web-form\"}";

    /** A withdrawal of just now that was said in so many words. */
    static final SentConsent WITHDRAWN = new SentConsent(false, null, null, null, null);

    /** @throws org.springframework.web.ErrorResponseException 400 that says how to write it */
    static SentConsent read(byte[] body) {
        JsonNode sent = tree(body);
        JsonNode granted = sent.path("granted");
        if (!granted.isBoolean()) {
            throw Problems.invalid("\"granted\" must be true or false, as in " + EXAMPLE + ".");
        }
        return new SentConsent(
                granted.booleanValue(),
                text(sent, "at"),
                text(sent, "source"),
                text(sent, "wording"),
                text(sent, "expires"));
    }

    private static JsonNode tree(byte[] body) {
        try {
            JsonNode sent = JSON.readTree(body);
            if (sent.isObject()) {
                return sent;
            }
        } catch (JacksonException notJson) {
            // told below
        }
        throw Problems.invalid("The body must be a JSON object such as " + EXAMPLE + ".");
    }

    private static @Nullable String text(JsonNode sent, String member) {
        JsonNode value = sent.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw Problems.invalid("\"" + member + "\" must be a text, as in " + EXAMPLE + ".");
        }
        return value.asString();
    }
}
