package io.flywheel.query.export;

import io.flywheel.api.touchpoint.Sealed;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.json.JsonFactory;

/** The one place where an export opens what is sealed. */
final class OpenedRest {
    private static final JsonFactory JSON = new JsonFactory();

    private OpenedRest() {}

    /**
     * Writes what was sent as it was sent, each number and each name that occurs twice included; what turns out to be no
     * JSON is written as a text, and nothing for what cannot be opened.
     */
    static void write(JsonGenerator out, @Nullable Sealed sealed) {
        String text = open(sealed);
        if (text == null) {
            out.writeNull();
        } else if (isJson(text)) {
            out.writeRawValue(text);
        } else {
            out.writeString(text);
        }
    }

    private static @Nullable String open(@Nullable Sealed sealed) {
        try {
            // Half a surrogate pair, which no encoding can write, becomes a question mark.
            return sealed == null
                    ? null
                    : new String(sealed.open().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        } catch (IllegalStateException foreignSeal) {
            return null;
        }
    }

    private static boolean isJson(String text) {
        try (JsonParser tokens = JSON.createParser(text)) {
            if (tokens.nextToken() == null) {
                return false;
            }
            tokens.skipChildren();
            return tokens.nextToken() == null;
        } catch (JacksonException notJson) {
            return false;
        }
    }
}
