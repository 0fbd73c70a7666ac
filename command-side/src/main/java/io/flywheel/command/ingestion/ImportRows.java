package io.flywheel.command.ingestion;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** The rows of an imported file, one after the other, in constant memory. */
interface ImportRows extends Closeable {
    /** @param text from the beginning of the file */
    static ImportRows of(BulkImport one, Reader text) {
        ImportRecipe recipe = EventJson.MAPPER.readValue(one.recipe(), ImportRecipe.class);
        // Nobody who made the file could know the id of its import.
        return recipe.csv()
                ? new CsvRows(text, recipe, one.name(), one.id())
                : new NdjsonRows(text, recipe, one.name(), one.id());
    }

    /** The next row as an event; null at the end. */
    @Nullable
    Arrival next() throws IOException;

    /** Everything before the first row, as it can be read again. */
    String head();

    /** The row that was read last, as it can be read again; without the end of its line. */
    String text();
}
