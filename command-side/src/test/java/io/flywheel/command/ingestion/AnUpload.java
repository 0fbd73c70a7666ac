package io.flywheel.command.ingestion;

import io.flywheel.api.LifecycleId;
import io.flywheel.command.TwoCommandSides;
import io.flywheel.command.platform.Home;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.springframework.mock.web.MockHttpServletRequest;

/** Files that one of two command sides has received, for tests of other parts. */
public final class AnUpload {
    private static final ImportRecipe CSV = new ImportRecipe(true, Map.of(), null, null, null);

    private AnUpload() {}

    /** The second one goes to work on it. @return the import's id */
    public static String intoSecond(TwoCommandSides sides, String csv) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/imports");
        request.setContentType("text/csv");
        request.setContent(csv.getBytes(StandardCharsets.UTF_8));
        try {
            return sides.second(Uploads.class)
                    .receive(request, new Uploads.Announced("file", Source.named("local"), CSV));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a process that is not there, on a folder of keys that is. */
    public static String ofNobodyWhoIsThere(TwoCommandSides sides, String csv) {
        String id = LifecycleId.random().value();
        byte[] file = csv.getBytes(StandardCharsets.UTF_8);
        Imports imports = new Imports(
                sides.ledger(),
                sides.first(Clock.class),
                sides.first(ImportNames.class),
                new Home("the-one-that-is-away--"));
        imports.begin(id, "file", "local", CSV);
        try {
            sides.first(Spool.class).store(id, file, new ByteArrayInputStream(new byte[0]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        imports.received(id, "file", file.length);
        return id;
    }

    /** {@code running}, {@code done} or {@code failed}, and what it has recorded. */
    public static String progress(TwoCommandSides sides, String id) {
        BulkImport one = sides.first(Imports.class).find(id).orElseThrow();
        return one.state() + " " + one.recorded();
    }
}
