package io.flywheel.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Whether a file of any size imports in a small, fixed heap. */
final class FileScenario implements Scenario {
    private static final Duration LIMIT = Duration.ofHours(1);
    private static final Duration CAUGHT_UP = Duration.ofMinutes(30);

    @Override
    public void run(Setup setup, Section section) throws Exception {
        Options options = setup.options();
        int people = Math.max(1, options.rows() / 10);
        Path folder = setup.workspace().folder("file");
        Path csv = folder.resolve("history.csv");
        Traffic traffic = new Traffic("file", people, options.rows(), options.seed(), Traffic.START);
        CsvFile.write(csv, traffic);
        section.note(
                ("A CSV file of %,d rows of %,d people (%,d MB) as one `POST /api/imports` to a cold product with -Xmx%s,"
                                + " one round.")
                        .formatted(options.rows(), traffic.people(), Files.size(csv) >> 20, options.fileHeap()));
        Rounds rounds = new Rounds();
        Instant from;
        Instant until;
        Place place = setup.place(folder);
        try (Product product = Product.start(
                setup.workspace(), options.product(), folder, place, options.fileHeap(), options.profile())) {
            from = setup.clock().instant();
            long start = System.nanoTime();
            JsonNode done = importFile(product.api(), csv);
            double seconds = (System.nanoTime() - start) / 1e9;
            check(done, options.rows());
            long caughtUp = product.api()
                    .awaitCaughtUp(Math.max(1, done.path("position").asLong(0)), CAUGHT_UP);
            until = setup.clock().instant();
            long stagePeople = product.api().get("/api/stages").path("people").asLong(0);
            if (stagePeople != traffic.people()) {
                throw new IllegalStateException(
                        "/api/stages counts " + stagePeople + " people, the file has " + traffic.people());
            }
            rounds.add("seconds", seconds)
                    .add("rate", options.rows() / seconds)
                    .add("caught up", (caughtUp - start) / 1e9 / seconds);
            product.peakMemory().ifPresent(bytes -> rounds.add("resident", bytes / 1048576.0));
        }
        GcLog gc = GcLog.read(folder.resolve("gc.log"));
        rounds.add("heap", gc.mostAfter()).add("pauses", gc.pausedSeconds());
        try (StoredLedger ledger = StoredLedger.open(place)) {
            long stored = ledger.count("TouchpointRecorded", 0);
            if (stored != options.rows()) {
                throw new IllegalStateException(
                        "The store holds " + stored + " touchpoints, the file has " + options.rows());
            }
        }
        section.note("Completed: the store held exactly the file's rows, and `/api/stages` its people.");
        section.figure("import until done, s", 1, rounds.of("seconds"))
                .figure("rows per second", 0, rounds.of("rate"))
                .figure("caught up / import time", 2, rounds.of("caught up"))
                .figure("largest heap after a collection, MB", 0, rounds.of("heap"))
                .figure("paused for collections, s", 1, rounds.of("pauses"));
        List<Double> resident = rounds.of("resident");
        if (!resident.isEmpty()) {
            section.figure("peak resident memory, MB", 0, resident);
        }
        if (options.profile()) {
            section.append(Profile.read(Product.recording(folder), from, until).markdown("the whole import"));
        }
        place.close();
        Workspace.delete(folder);
    }

    private static JsonNode importFile(Api api, Path csv) throws Exception {
        String id = api.importFile(csv, "history.csv", LIMIT);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        long told = System.nanoTime();
        while (System.nanoTime() < deadline) {
            JsonNode progress = api.get("/api/imports/" + id);
            if (!progress.path("state").asString("").equals("running")) {
                return progress;
            }
            if (System.nanoTime() - told > 20e9) {
                told = System.nanoTime();
                Setup.say(
                        "file: %,d rows read, %,.0f a second",
                        progress.path("read").asLong(0),
                        progress.path("perSecond").asDouble(0));
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("The import was not done after " + LIMIT);
    }

    private static void check(JsonNode done, int rows) {
        boolean complete = done.path("state").asString("").equals("done")
                && done.path("recorded").asLong(0) == rows
                && done.path("duplicate").asLong(0) == 0
                && done.path("quarantined").asLong(0) == 0;
        if (!complete) {
            throw new IllegalStateException("The import of " + rows + " rows ended as " + done);
        }
    }
}
