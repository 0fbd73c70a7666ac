package io.flywheel.command.ingestion;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A hash of what an event says, whatever the order of its members, so that an honest re-send is told from another event
 * under the same id. Left out is what a re-send changes: when it was sent and received, the key it came with, hints
 * about its delivery, and {@code originalTimestamp} beside a {@code timestamp} that is the one that counts.
 */
final class EventDigest {
    private static final Set<String> DELIVERY =
            Set.of("messageId", "sentAt", "receivedAt", "writeKey", "type", "integrations", "_metadata");

    private EventDigest() {}

    /** 128 bits as 22 URL-safe characters. */
    static String of(JsonNode event) {
        StringBuilder canonical = new StringBuilder(512);
        if (event instanceof ObjectNode object) {
            canonical.append(String.valueOf(EventJson.text(object, "type")).toLowerCase(Locale.ROOT));
            boolean timed = EventJson.member(object, "timestamp") != null;
            writeObject(object, canonical, timed, true);
        } else {
            write(event, canonical);
        }
        return hash(canonical.toString());
    }

    /** The short hash that digests and other names of content are made of. */
    static String hash(String text) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(all, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
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
