package io.flywheel.command.ingestion;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The lines of a file with one event of the tracking API on each. */
final class NdjsonRows implements ImportRows {
    private final Reader text;
    private final ImportRecipe recipe;
    private final String importName;
    private long line;

    NdjsonRows(Reader text, ImportRecipe recipe, String importName) {
        this.text = text;
        this.recipe = recipe;
        this.importName = importName;
    }

    @Override
    public @Nullable Arrival next() throws IOException {
        StringBuilder read = new StringBuilder();
        while (readLine(read)) {
            line++;
            if (!read.toString().isBlank()) {
                return arrival(read.toString());
            }
            read.setLength(0);
        }
        return null;
    }

    /** Keeps no more of a line than shows that it is too long. */
    private boolean readLine(StringBuilder read) throws IOException {
        int c = text.read();
        if (c < 0) {
            return false;
        }
        while (c >= 0 && c != '\n') {
            if (read.length() <= Limits.EVENT_BYTES) {
                read.append((char) c);
            }
            c = text.read();
        }
        return true;
    }

    private Arrival arrival(String json) {
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Limits.EVENT_BYTES) {
            return unreadable(json.substring(0, 200), bytes, "too-large", "The line is longer than 32 KB.");
        }
        if (json.indexOf('\uFFFD') >= 0) {
            return unreadable(
                    json, bytes, "bad-text", "The line has bytes that are not UTF-8; save the file as UTF-8.");
        }
        try {
            JsonNode read = EventJson.MAPPER.readTree(json);
            if (read instanceof ObjectNode event) {
                complete(event);
            }
            return new Arrival(read, bytes, line, null);
        } catch (JacksonException broken) {
            return unreadable(
                    json, bytes, "bad-row", "The line is not readable as JSON: " + broken.getOriginalMessage());
        }
    }

    private void complete(ObjectNode event) {
        event.remove("writeKey");
        if (EventJson.member(event, "type") == null) {
            event.put("type", "track");
        }
        if (EventJson.text(event, "messageId") == null) {
            event.put("messageId", "import:" + importName + ":" + line);
        }
        if (recipe.event() != null && EventJson.text(event, "event") == null) {
            event.put("event", recipe.event());
        }
    }

    /** What can be shown of it is kept as {@code line}, under the id that the row would have had. */
    private Arrival unreadable(String text, int bytes, String reason, String detail) {
        ObjectNode shown = EventJson.MAPPER.createObjectNode();
        shown.put("messageId", "import:" + importName + ":" + line);
        shown.put("line", text);
        return new Arrival(shown, Math.min(bytes, Limits.EVENT_BYTES), line, new Unfit(reason, detail));
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
