package io.flywheel.command.ingestion;

import io.flywheel.command.platform.StoreFailures;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Works through the imports that this process received in the background, a few at a time, and goes on with them after an
 * interruption.
 */
@Component
class ImportRunner implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);
    private static final String SEND_AGAIN =
            " Send the file again under the same name: nothing that is recorded already is recorded twice.";

    private final Imports imports;
    private final Spool spool;
    private final Intake intake;
    private final ImportPause pause;
    private final Sources sources;
    private final IngestionSettings settings;
    private volatile CountDownLatch stop = new CountDownLatch(1);
    private volatile ExecutorService workers;
    private volatile boolean running;

    ImportRunner(
            Imports imports,
            Spool spool,
            Intake intake,
            ImportPause pause,
            Sources sources,
            IngestionSettings settings) {
        this.imports = imports;
        this.spool = spool;
        this.intake = intake;
        this.pause = pause;
        this.sources = sources;
        this.settings = settings;
        this.workers = workers(settings);
    }

    private static ExecutorService workers(IngestionSettings settings) {
        return Executors.newFixedThreadPool(
                settings.importsAtOnce(), Thread.ofPlatform().name("import-", 1).factory());
    }

    /** Queues a received import; the queue holds only its id. */
    void submit(String id) {
        workers.execute(() -> run(id, false));
    }

    /** Goes on with what an earlier process received, and gives up what it did not receive to the end. */
    void recover() {
        for (BulkImport one : imports.mine(BulkImport.RECEIVING)) {
            giveUp(one, "The upload was interrupted when this server stopped." + SEND_AGAIN);
        }
        List<BulkImport> unfinished = imports.mine(BulkImport.RUNNING);
        spool.keepOnly(unfinished.stream().map(BulkImport::upload).toList());
        for (BulkImport one : unfinished) {
            if (spool.has(one.upload())) {
                LOG.info("import {} goes on after row {}", one.id(), one.rowsRead());
                workers.execute(() -> run(one.id(), true));
            } else {
                giveUp(one, "The uploaded file is gone." + SEND_AGAIN);
            }
        }
    }

    private void giveUp(BulkImport one, String why) {
        imports.finish(one.id(), BulkImport.FAILED, why);
        spool.delete(one.upload());
    }

    private void run(String id, boolean resumed) {
        if (stop.getCount() == 0) {
            return;
        }
        try {
            BulkImport one = imports.find(id).orElseThrow();
            work(one, resumed);
        } catch (RuntimeException failure) {
            // The row still says running, so the next start goes on with it.
            LOG.error("import {} is interrupted", id, failure);
        }
    }

    private void work(BulkImport one, boolean resumed) {
        Source source = sources.byName(one.source()).orElseGet(() -> Source.named(one.source()));
        ImportRun run =
                new ImportRun(one, source, settings.importBatch(), imports, spool, intake, pause, stop, resumed);
        try {
            if (run.toTheEnd()) {
                imports.finish(one.id(), BulkImport.DONE, null);
                spool.delete(run.upload());
            }
        } catch (IOException | RuntimeException failure) {
            if (StoreFailures.isUnavailable(failure)) {
                throw new IllegalStateException(failure);
            }
            LOG.warn("import {} failed", one.id(), failure);
            giveUp(
                    one,
                    "The file cannot be read to its end: " + failure.getMessage()
                            + ". It is dealt with up to and including" + " its row " + run.rowsRead()
                            + " (the header is not counted). Mend the file." + SEND_AGAIN);
        }
    }

    @Override
    public void start() {
        if (workers.isShutdown()) {
            stop = new CountDownLatch(1);
            workers = workers(settings);
        }
        running = true;
        recover();
    }

    @Override
    public void stop() {
        stop.countDown();
        workers.shutdown();
        try {
            // A batch on its way into the store is let through; interrupting it could close the store's file.
            if (!workers.awaitTermination(20, TimeUnit.SECONDS)) {
                LOG.warn("an import is still recording a batch");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, so that no upload of this process is taken for an interrupted one. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 4096;
    }
}
