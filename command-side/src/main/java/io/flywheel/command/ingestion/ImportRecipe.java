package io.flywheel.command.ingestion;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to read an imported file.
 *
 * @param csv whether it is CSV; otherwise a JSON event on each line
 * @param map from our column names to those of the file, where they differ
 * @param event the name of every row's event, where the file has no such column
 * @param currency of amounts in rows that name none
 * @param channel of rows that name none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ImportRecipe(
        boolean csv,
        Map<String, String> map,
        @Nullable String event,
        @Nullable String currency,
        @Nullable String channel) {
    static final String EXAMPLE = "map=user_id:customer_id,occurred_at:date&event=Order Completed";

    ImportRecipe {
        map = map == null ? Map.of() : map;
    }

    /** Reads {@code user_id:customer_id,occurred_at:date}. */
    static Map<String, String> parseMap(@Nullable String text) {
        Map<String, String> map = new LinkedHashMap<>();
        if (text == null || text.isBlank()) {
            return map;
        }
        for (String pair : text.split(",")) {
            String[] names = pair.split(":", 2);
            if (names.length < 2 || names[0].isBlank() || names[1].isBlank()) {
                throw Problems.invalid("\"map\" must be pairs of our column name and the file's, such as " + EXAMPLE
                        + "; this is none: " + Texts.shorten(Texts.wellFormed(pair), 60));
            }
            if (map.put(names[0].strip(), names[1].strip()) != null) {
                throw Problems.invalid("\"map\" names the column " + names[0].strip() + " twice.");
            }
        }
        return map;
    }
}
