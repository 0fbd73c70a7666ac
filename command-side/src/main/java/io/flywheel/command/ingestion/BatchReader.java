package io.flywheel.command.ingestion;

import io.flywheel.command.ingestion.SentBatch.Item;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.ErrorResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the JSON of a request in one pass; the only thing it refuses is what cannot be read at all, or is too much. */
final class BatchReader {
    private BatchReader() {}

    /** A body {@code {"batch":[...]}}. */
    static SentBatch batch(byte[] body) {
        return read(body, parser -> {
            ObjectNode envelope = EventJson.MAPPER.createObjectNode();
            List<Item> items = null;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("batch") && value == JsonToken.START_ARRAY) {
                    items = items(parser);
                } else {
                    envelope.set(name, node(parser));
                }
            }
            if (items == null) {
                throw Problems.unreadable("The body must be an object with an array \"batch\" of events, as in"
                        + " {\"batch\":[{\"type\":\"track\",\"userId\":\"ada\",\"event\":\"Signed Up\"}]}.");
            }
            return new SentBatch(envelope, items);
        });
    }

    /** A body that is one event of a call such as {@code /v1/track}. */
    static SentBatch single(byte[] body, String type) {
        return read(body, parser -> {
            ObjectNode event = (ObjectNode) node(parser);
            ObjectNode envelope = event.objectNode();
            JsonNode writeKey = event.get("writeKey");
            if (writeKey != null) {
                envelope.set("writeKey", writeKey);
            }
            event.put("type", type);
            return new SentBatch(envelope, List.of(new Item(event, body.length)));
        });
    }

    /** A body that is any JSON object. */
    static ObjectNode object(byte[] body) {
        return read(body, parser -> (ObjectNode) node(parser));
    }

    private interface Reading<T> {
        T from(JsonParser parser);
    }

    private static <T> T read(byte[] body, Reading<T> reading) {
        if (body.length == 0) {
            throw Problems.unreadable("The body is empty; it must be a JSON object.");
        }
        if (isUtf16Or32(body)) {
            throw Problems.unreadable("The body must be JSON in UTF-8; this looks like UTF-16 or UTF-32.");
        }
        try (JsonParser parser = EventJson.parser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Problems.unreadable("The body must be a JSON object.");
            }
            T read = reading.from(parser);
            if (parser.nextToken() != null) {
                throw Problems.unreadable("There is something behind the end of the JSON object.");
            }
            return read;
        } catch (JacksonException broken) {
            throw unreadable(broken);
        }
    }

    static ErrorResponseException unreadable(JacksonException broken) {
        @Nullable String why = broken.getOriginalMessage();
        String where = broken.getLocation() == null
                ? ""
                : " (line " + broken.getLocation().getLineNr() + ", column "
                        + broken.getLocation().getColumnNr() + ")";
        return Problems.unreadable("The body is not readable as JSON in UTF-8" + where + ": "
                + Texts.shorten(Texts.wellFormed(String.valueOf(why)), 300));
    }

    private static List<Item> items(JsonParser parser) {
        List<Item> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (items.size() == Limits.BATCH_EVENTS) {
                throw Problems.tooLarge("A batch may have " + Limits.BATCH_EVENTS + " events; send several batches.");
            }
            long start = parser.currentTokenLocation().getByteOffset();
            JsonNode item = node(parser);
            items.add(new Item(item, (int) (parser.currentLocation().getByteOffset() - start)));
        }
        return items;
    }

    private static JsonNode node(JsonParser parser) {
        return EventJson.MAPPER.readTree(parser);
    }

    /** JSON starts with an ASCII character, so a zero byte among the first ones, or such a mark, tells. */
    private static boolean isUtf16Or32(byte[] body) {
        if (body.length < 2) {
            return false;
        }
        return body[0] == 0 || body[1] == 0 || (body[0] & 0xff) == 0xfe || (body[0] & 0xff) == 0xff;
    }
}
