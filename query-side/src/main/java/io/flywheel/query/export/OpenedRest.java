package io.flywheel.query.export;

import io.flywheel.api.privacy.CannotOpen;
import io.flywheel.api.privacy.PersonalJson;
import io.flywheel.api.privacy.Place;
import io.flywheel.api.privacy.Sealed;
import io.flywheel.api.privacy.Seals;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.json.JsonFactory;

/** The one place where an export opens what is sealed. */
@Component
class OpenedRest {
    private static final Logger LOG = LoggerFactory.getLogger(OpenedRest.class);
    private static final JsonFactory JSON = PersonalJson.factory().build();

    private final Seals seals;

    OpenedRest(Seals seals) {
        this.seals = seals;
    }

    /**
     * Writes what was sent as it was sent, each number and each name that occurs twice included; what turns out to be no
     * JSON is written as a text, and nothing for what nobody can open any more.
     */
    void write(JsonGenerator out, @Nullable Sealed sealed, Place place) {
        String text = sealed == null ? null : open(sealed, place);
        if (text == null) {
            out.writeNull();
            return;
        }
        // Half a surrogate pair, which no encoding can write, becomes a question mark.
        String writable = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        if (isJson(writable)) {
            out.writeRawValue(writable);
        } else {
            out.writeString(writable);
        }
    }

    /** One damaged seal does not keep the rest from her. */
    private @Nullable String open(Sealed sealed, Place place) {
        try {
            return seals.open(sealed, place).orElse(null);
        } catch (CannotOpen damaged) {
            LOG.error("an export goes without what cannot be opened: {}", damaged.getMessage());
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
