package io.flywheel.command.delivery;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a channel says has become of a message.
 *
 * @param message its id
 * @param at when it happened, none if that is not said
 */
record Report(Result result, String message, @Nullable Instant at) {
    private static final JsonMapper JSON = new JsonMapper();

    /** @throws org.springframework.web.ErrorResponseException 400 that says how to write it */
    static Report read(String body) {
        JsonNode sent = tree(body);
        Result result = Result.reported(sent.path("type").asString(""))
                .orElseThrow(() -> Problems.invalid("\"type\" must be message.delivered, message.bounced,"
                        + " message.opened or message.clicked."));
        JsonNode id = sent.path("data").path("id");
        if (!id.isString()) {
            throw Problems.invalid("\"data\" must name the message, as in {\"id\":\"b3JkZXItNzgxMjM0NTY3OA\"}.");
        }
        return new Report(result, id.asString(), at(sent.path("timestamp")));
    }

    private static JsonNode tree(String body) {
        try {
            JsonNode sent = JSON.readTree(body);
            if (sent.isObject()) {
                return sent;
            }
        } catch (JacksonException notJson) {
            // told below
        }
        throw Problems.invalid("The body must be a JSON object with type, timestamp and data.");
    }

    private static @Nullable Instant at(JsonNode time) {
        if (time.isMissingNode() || time.isNull()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(time.asString("")).toInstant();
        } catch (DateTimeException notATime) {
            throw Problems.invalid("\"timestamp\" must be an instant such as 2026-03-01T12:00:09Z.");
        }
    }
}
