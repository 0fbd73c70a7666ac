package io.flywheel.command.ingestion;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A bulk import as its table knows it; the counts are as of the last row that was dealt with for good.
 *
 * @param recipe how to read the file, as JSON
 * @param upload the name of its file in the {@link Spool}
 */
record BulkImport(
        String id,
        String name,
        String source,
        String recipe,
        String upload,
        String state,
        long bytes,
        long bytesRead,
        long rowsRead,
        long recorded,
        long duplicate,
        long quarantined,
        long position,
        long busyMillis,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String error) {
    static final String RECEIVING = "receiving";
    static final String RUNNING = "running";
    static final String DONE = "done";
    static final String FAILED = "failed";

    boolean isOver() {
        return state.equals(DONE) || state.equals(FAILED);
    }

    /** The same, read from another file. */
    BulkImport from(String another) {
        return new BulkImport(
                id,
                name,
                source,
                recipe,
                another,
                state,
                bytes,
                bytesRead,
                rowsRead,
                recorded,
                duplicate,
                quarantined,
                position,
                busyMillis,
                startedAt,
                finishedAt,
                error);
    }
}
