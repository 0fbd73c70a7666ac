package io.flywheel.command.ingestion;

import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what is left of an event when its facts and ids are taken out: the part that is sealed. */
final class SealedRest {
    private static final Set<String> ELSEWHERE =
            Set.of("type", "userId", "anonymousId", "previousId", "writeKey", "receivedAt");

    private SealedRest() {}

    /** All times stay, except a {@code timestamp} that says just what the touchpoint says. */
    static String of(ObjectNode event, PropertyFacts facts, boolean isTrack, Instant occurredAt, Instant receivedAt) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = EventJson.MAPPER.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, JsonNode> member : event.properties()) {
                String name = member.getKey();
                JsonNode value = member.getValue();
                if (ELSEWHERE.contains(name) || value.isNull() || (isTrack && name.equals("event"))) {
                    continue;
                }
                if (name.equals("timestamp")) {
                    if (!occurredAt.equals(EventTimes.parse(value.asString()))) {
                        write(json, name, value);
                    }
                } else if (name.equals("properties") && value instanceof ObjectNode properties) {
                    writeSome(json, name, properties, facts::isTaken);
                } else {
                    write(json, name, value);
                }
            }
            json.writeName("receivedAt");
            json.writeString(receivedAt.toString());
            json.writeEndObject();
        }
        return Texts.wellFormed(text.toString());
    }

    private static void writeSome(JsonGenerator json, String name, ObjectNode object, Predicate<String> isTaken) {
        boolean started = false;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!isTaken.test(member.getKey())) {
                if (!started) {
                    json.writeName(name);
                    json.writeStartObject();
                    started = true;
                }
                write(json, member.getKey(), member.getValue());
            }
        }
        if (started) {
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, String name, JsonNode value) {
        json.writeName(name);
        EventJson.MAPPER.writeTree(json, value);
    }
}
