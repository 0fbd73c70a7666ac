package io.flywheel.command.ingestion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What each column of a CSV file means, and how a row of it becomes an event as the tracking API knows them. */
final class CsvColumns {
    private static final Map<String, String> MEMBERS = Map.of(
            "user_id", "userId",
            "anonymous_id", "anonymousId",
            "occurred_at", "timestamp",
            "event", "event",
            "message_id", "messageId");

    private final List<String> names;
    private final ImportRecipe recipe;

    private CsvColumns(List<String> names, ImportRecipe recipe) {
        this.names = names;
        this.recipe = recipe;
    }

    /** Refuses a header that lacks what every touchpoint needs, and lists what was found. */
    static CsvColumns of(List<String> header, ImportRecipe recipe) {
        Set<String> found = new HashSet<>();
        for (String column : header) {
            if (!found.add(column.strip())) {
                throw refused("The file has two columns called \"" + column.strip() + "\".", header);
            }
        }
        Map<String, String> ours = new HashMap<>();
        recipe.map().forEach((name, column) -> {
            if (!found.contains(column)) {
                throw refused("\"map\" names a column \"" + column + "\" that the file does not have.", header);
            }
            ours.put(column, name);
        });
        List<String> names = new ArrayList<>();
        for (String column : header) {
            String name = column.strip();
            // A column whose name is given to another one is an ordinary property.
            names.add(ours.getOrDefault(name, recipe.map().containsKey(name) ? "file." + name : name));
        }
        List<String> missing = missing(names, recipe);
        if (!missing.isEmpty()) {
            throw refused("The file lacks " + String.join(" and ", missing) + ".", header);
        }
        return new CsvColumns(names, recipe);
    }

    private static List<String> missing(List<String> names, ImportRecipe recipe) {
        List<String> missing = new ArrayList<>();
        if (!names.contains("user_id") && !names.contains("anonymous_id")) {
            missing.add("a column user_id (or anonymous_id)");
        }
        if (!names.contains("occurred_at")) {
            missing.add("a column occurred_at");
        }
        if (!names.contains("event") && recipe.event() == null) {
            missing.add("a column event (or the parameter event=)");
        }
        return missing;
    }

    private static RuntimeException refused(String what, List<String> header) {
        String found = String.join(", ", header);
        String first =
                header.getFirst().isBlank() ? "customer_id" : header.getFirst().strip();
        String second = header.size() < 2 ? "date" : header.get(1).strip();
        return Problems.invalid(what + " Columns found: " + Texts.shorten(Texts.wellFormed(found), 500)
                + ". Say which column is which, for example ?map=user_id:" + Texts.shorten(first, 40) + ",occurred_at:"
                + Texts.shorten(second, 40) + "&event=Order%20Completed");
    }

    /**
     * @param line of the file at which the row starts, from 1
     * @param fallbackId the message id of a row that has none
     */
    Arrival arrival(List<String> fields, long line, String fallbackId) {
        ObjectNode event = EventJson.MAPPER.createObjectNode();
        ObjectNode properties = event.objectNode();
        event.put("type", "track");
        event.put("messageId", fallbackId);
        int characters = 0;
        boolean broken = false;
        for (int i = 0; i < fields.size(); i++) {
            String value = fields.get(i);
            broken |= value.indexOf('\uFFFD') >= 0;
            if (!value.isBlank()) {
                String name = i < names.size() ? names.get(i) : "column " + (i + 1);
                characters += value.length() + name.length();
                if (characters <= Limits.EVENT_BYTES) {
                    put(event, properties, name, value);
                }
            }
        }
        if (characters > Limits.EVENT_BYTES) {
            return tooLarge(event, properties, characters, line);
        }
        complete(event, properties);
        if (!properties.isEmpty()) {
            event.set("properties", properties);
        }
        return new Arrival(event, characters, line, flaw(event, fields.size(), broken));
    }

    private static void put(ObjectNode event, ObjectNode properties, String name, String value) {
        String member = MEMBERS.get(name);
        if (member != null) {
            event.put(member, value.strip());
        } else {
            properties.put(name, value);
        }
    }

    /** Only its beginning is kept: enough to find the row in the file, and never more than memory can hold. */
    private static Arrival tooLarge(ObjectNode event, ObjectNode properties, int characters, long line) {
        if (!properties.isEmpty()) {
            event.set("properties", properties);
        }
        return new Arrival(
                event,
                Limits.EVENT_BYTES,
                line,
                new Unfit(
                        "too-large",
                        "A row may have " + Limits.EVENT_BYTES / 1024 + " KB; this one has " + characters / 1024
                                + " KB, of which only the columns up to there are kept."));
    }

    private void complete(ObjectNode event, ObjectNode properties) {
        if (recipe.event() != null && !event.has("event")) {
            event.put("event", recipe.event());
        }
        if (recipe.channel() != null && !properties.has("channel")) {
            properties.put("channel", recipe.channel());
        }
        boolean hasAmount = properties.has("revenue") || properties.has("total");
        if (recipe.currency() != null && hasAmount && !properties.has("currency")) {
            properties.put("currency", recipe.currency());
        }
    }

    private @Nullable Unfit flaw(ObjectNode event, int fields, boolean broken) {
        if (fields > names.size()) {
            return new Unfit(
                    "bad-row",
                    "The row has " + fields + " fields, the header " + names.size()
                            + "; a value with a comma in it needs quotes.");
        }
        if (broken) {
            return new Unfit("bad-text", "The row has bytes that are not UTF-8; save the file as UTF-8.");
        }
        return event.has("timestamp") ? null : new Unfit("bad-time", "The row has no occurred_at.");
    }
}
