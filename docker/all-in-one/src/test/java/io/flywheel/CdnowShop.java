package io.flywheel;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** A real shop's history with known answers, imported as anybody would; opened once for all tests that ask about it. */
record CdnowShop(Running flywheel, Cdnow cdnow, JsonNode imported) {
    static final Map<String, String> IMPORT = Map.of(
            "name", "cdnow",
            "map", "user_id:customer_id,occurred_at:date,revenue:amount",
            "event", "Order Completed",
            "currency", "USD");

    private static final class Holder {
        private static final CdnowShop SHOP = load();
    }

    /** Skips the test where the file is not there. */
    static CdnowShop open() {
        assumeTrue(
                Files.exists(Cdnow.file()),
                () -> "SKIPPED: " + Cdnow.file() + " is not there; name its folder with -Dflywheel.testdata=<folder>");
        return Holder.SHOP;
    }

    JsonNode ask(String path) {
        return flywheel.http().json(path);
    }

    /** The rows of a file of known answers, each by its column names. */
    static List<Map<String, String>> known(String file) {
        return Table.read(Cdnow.file().resolveSibling(file));
    }

    private static CdnowShop load() {
        try {
            Path data = Files.createTempDirectory("cdnow");
            Cdnow cdnow = Cdnow.sortedByTime();
            Running flywheel = Running.on(data, "--flywheel.demo=none");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                flywheel.close();
                FileSystemUtils.deleteRecursively(data.toFile());
            }));
            JsonNode imported = flywheel.http().finished(flywheel.http().startImport(IMPORT, cdnow.csv()));
            flywheel.http().awaitCaughtUp();
            return new CdnowShop(flywheel, cdnow, imported);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
