package io.flywheel.command.ingestion;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.flywheel.command.platform.StoreFailures;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records the rows of one import batch by batch, and after each batch notes for good how far it is.
 *
 * <p>A crash falls between a batch and its note, so the first batch after a resumption may be recorded already. What
 * of it this import recorded itself is counted as recorded; so the counts are exact, as if there had been no crash.
 */
final class ImportRun {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRun.class);

    private final Imports imports;
    private final Spool spool;
    private final Intake intake;
    private final ImportPause pause;
    private final Source source;
    private final int batch;
    private final CountDownLatch stop;
    private BulkImport state;
    private boolean again;
    private @Nullable IOException broken;

    ImportRun(
            BulkImport state,
            Source source,
            int batch,
            Imports imports,
            Spool spool,
            Intake intake,
            ImportPause pause,
            CountDownLatch stop,
            boolean resumed) {
        this.state = state;
        this.source = source;
        this.batch = batch;
        this.imports = imports;
        this.spool = spool;
        this.intake = intake;
        this.pause = pause;
        this.stop = stop;
        this.again = resumed;
    }

    private enum End {
        /** Every row is dealt with. */
        REACHED,
        TOLD_TO_STOP,
        /** The file was replaced by another one, or given up, while it was read. */
        REPLACED
    }

    /** @return false if it was told to stop before the end, or was given up meanwhile */
    boolean toTheEnd() throws IOException {
        End end = End.REPLACED;
        while (end == End.REPLACED) {
            broken = null;
            end = pause.between(this::isGivenUp) ? End.TOLD_TO_STOP : read();
        }
        return end == End.REACHED;
    }

    private boolean isGivenUp() {
        return imports.find(state.id()).orElseThrow().isOver();
    }

    private Spool.ByteCounter open() {
        state = state.from(imports.find(state.id()).orElseThrow().upload());
        try {
            return spool.open(state.upload());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private End read() throws IOException {
        // While nobody puts another file in its place.
        try (Spool.ByteCounter file = pause.between(this::open);
                Reader text = Spool.text(file);
                ImportRows rows = ImportRows.of(state, text)) {
            for (long skipped = 0; skipped < state.rowsRead(); skipped++) {
                if (rows.next() == null) {
                    break;
                }
            }
            return record(rows, file);
        }
    }

    private End record(ImportRows rows, Spool.ByteCounter file) throws IOException {
        while (stop.getCount() > 0) {
            long begun = System.nanoTime();
            List<Arrival> arrivals = read(rows);
            if (arrivals.isEmpty()) {
                return End.REACHED;
            }
            Optional<Receipt> receipt = patiently(() -> pause.between(() -> take(arrivals)));
            if (receipt == null) {
                return End.TOLD_TO_STOP;
            }
            if (receipt.isEmpty()) {
                return End.REPLACED;
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            state = after(receipt.get(), arrivals.size(), file.count(), millis);
            again = false;
            if (patiently(() -> imports.progress(state)) == null) {
                return End.TOLD_TO_STOP;
            }
        }
        return End.TOLD_TO_STOP;
    }

    /** @return nothing if they were read from a file that is no longer the import's */
    private Optional<Receipt> take(List<Arrival> arrivals) {
        if (!spool.has(state.upload())) {
            return Optional.empty();
        }
        List<Arrival> kept = arrivals.stream().filter(row -> !row.isForgotten()).toList();
        return Optional.of(
                again
                        ? intake.takeAgain(source, state.id(), kept, state.startedAt(), state.position())
                        : intake.take(source, state.id(), kept, state.startedAt()));
    }

    private List<Arrival> read(ImportRows rows) throws IOException {
        List<Arrival> arrivals = new ArrayList<>(batch);
        long bytes = 0;
        if (broken != null) {
            throw broken;
        }
        try {
            while (arrivals.size() < batch && bytes < Limits.EXPANDED_BYTES) {
                Arrival row = rows.next();
                if (row == null) {
                    break;
                }
                arrivals.add(row);
                bytes += row.bytes();
            }
        } catch (IOException | UncheckedIOException | CsvParseException unreadable) {
            // The rows before it are recorded first.
            broken = new IOException(why(unreadable), unreadable);
            if (arrivals.isEmpty()) {
                throw broken;
            }
        }
        return arrivals;
    }

    /** What reading itself says is under what the reader of the table says about it. */
    private static String why(Exception unreadable) {
        Throwable deepest = unreadable;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String outer = String.valueOf(unreadable.getMessage());
        return deepest instanceof IOException ? String.valueOf(deepest.getMessage()) : outer;
    }

    /** The name of the file that it reads. */
    String upload() {
        return state.upload();
    }

    /** How many rows are dealt with for good. */
    long rowsRead() {
        return state.rowsRead();
    }

    /** Waits for a store that is away; null if it is told to stop meanwhile. */
    private <T> @Nullable T patiently(Supplier<T> step) {
        for (int attempt = 0; ; attempt++) {
            try {
                return step.get();
            } catch (RuntimeException failure) {
                if (!StoreFailures.isUnavailable(failure)) {
                    throw failure;
                }
                LOG.warn("import {} waits for the store: {}", state.id(), failure.toString());
                again = true;
                if (isToldToStopWithin(Math.min(30, 1L << Math.min(attempt, 5)))) {
                    return null;
                }
            }
        }
    }

    private boolean isToldToStopWithin(long seconds) {
        try {
            return stop.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private BulkImport after(Receipt receipt, int rows, long bytesRead, long millis) {
        return new BulkImport(
                state.id(),
                state.name(),
                state.source(),
                state.recipe(),
                state.upload(),
                state.state(),
                state.bytes(),
                bytesRead,
                state.rowsRead() + rows,
                state.recorded() + receipt.recorded(),
                state.duplicate() + receipt.duplicate(),
                state.quarantined() + receipt.quarantined(),
                Math.max(state.position(), receipt.position()),
                state.busyMillis() + millis,
                state.startedAt(),
                state.finishedAt(),
                state.error());
    }
}
