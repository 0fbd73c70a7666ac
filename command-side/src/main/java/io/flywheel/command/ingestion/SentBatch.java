package io.flywheel.command.ingestion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request as it was sent.
 *
 * @param envelope what it says about all of its events
 * @param items its events, not yet looked at
 */
record SentBatch(ObjectNode envelope, List<Item> items) {
    private static final List<String> COMMON = List.of("sentAt", "integrations");

    /** @param bytes its size as it was sent */
    record Item(JsonNode json, int bytes) {}

    /** The key in the body: that of the batch, else that of the first event. */
    @Nullable
    String writeKey() {
        String common = EventJson.text(envelope, "writeKey");
        if (common != null || items.isEmpty()) {
            return common;
        }
        return EventJson.text(items.getFirst().json(), "writeKey");
    }

    /**
     * The events with what the batch says about all of them merged in, so that each can be understood alone; where both
     * say something, the event's own word counts. Write keys are dropped: they are secrets.
     */
    List<Item> events() {
        int common = commonBytes();
        List<Item> events = new ArrayList<>(items.size());
        long expanded = 0;
        for (Item item : items) {
            expanded += item.bytes() + common;
            if (expanded > Limits.EXPANDED_BYTES) {
                throw Problems.tooLarge(
                        "The batch's common context, repeated in each of its events, makes it larger than "
                                + Limits.EXPANDED_BYTES / 1024 + " KB; send fewer events in one request.");
            }
            if (item.json() instanceof ObjectNode event) {
                complete(event);
            }
            events.add(new Item(item.json(), item.bytes() + common));
        }
        return events;
    }

    private int commonBytes() {
        ObjectNode context = EventJson.object(envelope, "context");
        return context == null ? 0 : context.toString().length();
    }

    private void complete(ObjectNode event) {
        event.remove("writeKey");
        for (String name : COMMON) {
            JsonNode common = EventJson.member(envelope, name);
            if (common != null && EventJson.member(event, name) == null) {
                event.set(name, common);
            }
        }
        ObjectNode common = EventJson.object(envelope, "context");
        if (common != null) {
            ObjectNode own = EventJson.object(event, "context");
            event.set("context", own == null ? common : merged(common, own));
        }
    }

    private static ObjectNode merged(ObjectNode common, ObjectNode own) {
        ObjectNode merged = own.objectNode();
        merged.setAll(common);
        for (Map.Entry<String, JsonNode> member : own.properties()) {
            JsonNode shared = merged.get(member.getKey());
            boolean both = shared instanceof ObjectNode && member.getValue() instanceof ObjectNode;
            merged.set(
                    member.getKey(),
                    both ? merged((ObjectNode) shared, (ObjectNode) member.getValue()) : member.getValue());
        }
        return merged;
    }
}
