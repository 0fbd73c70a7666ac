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
    private final String forgotten;
    private String read = "";
    private long line;

    /** @param forgotten what stands in the place of a row that is left out */
    NdjsonRows(Reader text, ImportRecipe recipe, String importName, String forgotten) {
        this.text = text;
        this.recipe = recipe;
        this.importName = importName;
        this.forgotten = forgotten;
    }

    @Override
    public @Nullable Arrival next() throws IOException {
        StringBuilder next = new StringBuilder();
        while (readLine(next)) {
            line++;
            read = next.toString();
            if (read.equals(forgotten)) {
                return Arrival.forgotten(line);
            }
            if (!read.isBlank()) {
                return arrival(read);
            }
            next.setLength(0);
        }
        return null;
    }

    /** Keeps no more of a line than shows that it is too long. */
    private boolean readLine(StringBuilder into) throws IOException {
        int c = text.read();
        if (c < 0) {
            return false;
        }
        while (c >= 0 && c != '\n') {
            if (into.length() <= Limits.EVENT_BYTES) {
                into.append((char) c);
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
            JsonNode row = EventJson.MAPPER.readTree(json);
            if (row instanceof ObjectNode event) {
                complete(event);
            }
            return new Arrival(row, bytes, line, null);
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
    public String head() {
        return "";
    }

    @Override
    public String text() {
        return read;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
