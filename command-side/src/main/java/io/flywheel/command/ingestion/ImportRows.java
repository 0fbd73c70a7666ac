package io.flywheel.command.ingestion;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of an imported file, one after the other, in constant memory. */
interface ImportRows extends Closeable {
    /** The next row as an event; null at the end. */
    @Nullable
    Arrival next() throws IOException;
}
