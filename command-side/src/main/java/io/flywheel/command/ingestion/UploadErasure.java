package io.flywheel.command.ingestion;

import io.flywheel.api.LifecycleId;
import io.flywheel.command.platform.StoreFailures;
import java.io.IOException;
import java.io.Reader;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes somebody's rows out of the files that wait for their import, for when she is to be forgotten. Each process does so
 * for the files in its own data folder.
 */
@Component
public class UploadErasure {
    private static final Logger LOG = LoggerFactory.getLogger(UploadErasure.class);

    private final Imports imports;
    private final Spool spool;
    private final ImportPause pause;
    private final NamedIds ids;

    UploadErasure(Imports imports, Spool spool, ImportPause pause, NamedIds ids) {
        this.imports = imports;
        this.spool = spool;
        this.pause = pause;
        this.ids = ids;
    }

    /** No row of any file of this process is recorded before this has ended. */
    public <T> T whileImportsPause(Supplier<T> work) {
        return pause.during(work);
    }

    /**
     * Writes every file of this process that names one of these ids anew, without their rows, under another key, and
     * destroys the key of the old one. It can be repeated. A file that cannot be written anew is given up: its import ends
     * as failed. So does what others have given up while this process was away.
     *
     * @param indexes the blind indexes of all her ids
     */
    public void forget(Collection<String> indexes) {
        Set<String> hers = Set.copyOf(indexes);
        pause.during(() -> {
            List<BulkImport> running = imports.mine(BulkImport.RUNNING);
            spool.keepOnly(Stream.concat(running.stream(), imports.mine(BulkImport.RECEIVING).stream())
                    .map(BulkImport::upload)
                    .toList());
            for (BulkImport one : running) {
                if (spool.has(one.upload())) {
                    forget(one, hers);
                }
            }
            return hers;
        });
    }

    /** The data folders with files whose rows are being recorded, or soon will be. */
    public List<String> homes() {
        return imports.homesUnderWay();
    }

    /**
     * For somebody who was forgotten while the process that has these files is away: nobody can read them from here on, not
     * even that process when it comes back.
     */
    public void giveUp(String home) {
        for (BulkImport one : imports.of(home, BulkImport.RUNNING)) {
            LOG.warn(
                    "import {} is given up: its process is away, and somebody who may be in it was forgotten",
                    one.id());
            giveUp(one);
        }
    }

    private void giveUp(BulkImport one) {
        imports.finish(
                one.id(),
                BulkImport.FAILED,
                "Somebody who may be in the file was forgotten, and it could not be written anew without her. Send it"
                        + " again without her, under the same name: nothing that is recorded already is recorded twice.");
        spool.delete(one.upload());
    }

    private void forget(BulkImport one, Set<String> hers) {
        try {
            if (names(one, hers)) {
                String another = LifecycleId.random().value();
                long bytes = spool.write(another, out -> writeOthers(one, hers, out));
                imports.replaced(one.id(), another, bytes);
                spool.delete(one.upload());
            }
        } catch (IOException | RuntimeException failure) {
            if (failure instanceof RuntimeException away && StoreFailures.isUnavailable(away)) {
                throw away;
            }
            LOG.warn("import {} cannot go on without somebody who was forgotten", one.id(), failure);
            giveUp(one);
        }
    }

    private boolean names(BulkImport one, Set<String> hers) throws IOException {
        try (Reader text = Spool.text(spool.open(one.upload()));
                ImportRows rows = ImportRows.of(one, text)) {
            for (Arrival row = rows.next(); row != null; row = rows.next()) {
                if (isHers(row, hers)) {
                    return true;
                }
            }
            return false;
        }
    }

    private boolean isHers(Arrival row, Set<String> hers) {
        return !Collections.disjoint(ids.indexes(row.json()), hers);
    }

    /** Every other row stays in its line, for rows are named after that in messages and ids. */
    private void writeOthers(BulkImport one, Set<String> hers, Appendable out) throws IOException {
        try (Reader text = Spool.text(spool.open(one.upload()));
                ImportRows rows = ImportRows.of(one, text)) {
            LineWriter lines = new LineWriter(out);
            lines.write(1, rows.head());
            for (Arrival row = rows.next(); row != null; row = rows.next()) {
                boolean left = row.isForgotten() || isHers(row, hers);
                lines.write(row.line() == null ? 0 : row.line(), left ? one.id() : rows.text());
            }
        }
    }

    /** Puts texts, which may have several lines, into given lines of a file. */
    private static final class LineWriter {
        private final Appendable out;
        private long line = 1;

        LineWriter(Appendable out) {
            this.out = out;
        }

        void write(long at, String text) throws IOException {
            for (; line < at; line++) {
                out.append('\n');
            }
            if (!text.isEmpty()) {
                out.append(text).append('\n');
                line += 1 + text.chars().filter(c -> c == '\n').count();
            }
        }
    }
}
