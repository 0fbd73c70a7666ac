package io.flywheel.command.ingestion;

import io.flywheel.api.identity.BlindIndex;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A hash of what an event says, whatever the order of its members, so that an honest re-send is told from another event
 * under the same id; without the installation's secret nobody finds out by it what was said. Left out is what a re-send
 * changes: when it was sent and received, the key it came with, hints about its delivery, and {@code originalTimestamp}
 * beside a {@code timestamp} that is the one that counts.
 */
@Component
final class EventDigest {
    private static final Set<String> DELIVERY =
            Set.of("messageId", "sentAt", "receivedAt", "writeKey", "type", "integrations", "_metadata");

    private final BlindIndex blind;

    EventDigest(BlindIndex blind) {
        this.blind = blind;
    }

    /** 128 bits as 22 URL-safe characters. */
    String of(JsonNode event) {
        StringBuilder canonical = new StringBuilder(512);
        if (event instanceof ObjectNode object) {
            canonical.append(String.valueOf(EventJson.text(object, "type")).toLowerCase(Locale.ROOT));
            boolean timed = EventJson.member(object, "timestamp") != null;
            writeObject(object, canonical, timed, true);
        } else {
            write(event, canonical);
        }
        return blind.digest(canonical.toString());
    }

    private static void writeObject(ObjectNode object, StringBuilder out, boolean timed, boolean top) {
        out.append('{');
        String[] names = object.propertyNames().toArray(String[]::new);
        Arrays.sort(names);
        for (String name : names) {
            if (top && (DELIVERY.contains(name) || (timed && name.equals("originalTimestamp")))) {
                continue;
            }
            JsonNode value = object.get(name);
            if (!value.isNull()) {
                writeText(name, out);
                write(value, out);
            }
        }
        out.append('}');
    }

    private static void write(JsonNode node, StringBuilder out) {
        if (node instanceof ObjectNode object) {
            writeObject(object, out, false, false);
        } else if (node.isArray()) {
            out.append('[');
            node.forEach(element -> write(element, out));
            out.append(']');
        } else if (node.isString()) {
            writeText(node.asString(), out);
        } else {
            out.append('=').append(node.asString()).append(';');
        }
    }

    /** The length in front keeps texts that run into each other apart. */
    private static void writeText(String text, StringBuilder out) {
        out.append(text.length()).append(':').append(text);
    }
}
