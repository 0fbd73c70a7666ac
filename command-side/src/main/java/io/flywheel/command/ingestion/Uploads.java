package io.flywheel.command.ingestion;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.flywheel.api.LifecycleId;
import io.flywheel.command.platform.RawBodyFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Receives the file of an import: looks at its beginning first, then keeps all of it. */
@Component
class Uploads {
    private static final int BEGINNING = 256 * 1024;
    private static final int NAME = 64;

    private final Imports imports;
    private final Spool spool;
    private final ImportRunner runner;

    Uploads(Imports imports, Spool spool, ImportRunner runner) {
        this.imports = imports;
        this.spool = spool;
        this.runner = runner;
    }

    /** What the sender says about the file; {@code csv} of the recipe is found out here. */
    record Announced(@Nullable String name, Source source, ImportRecipe recipe) {}

    /** @return the id of the import, whose file is safely here */
    String receive(HttpServletRequest request, Announced announced) throws IOException {
        String type = RawBodyFilter.sentType(request).toLowerCase(Locale.ROOT);
        UploadType.check(type, request.getHeader(HttpHeaders.CONTENT_ENCODING));
        String name = name(announced.name(), request);
        InputStream upload = request.getInputStream();
        byte[] beginning = beginning(upload);
        ImportRecipe asked = announced.recipe();
        boolean csv = UploadType.isCsv(type, beginning);
        ImportRecipe recipe = new ImportRecipe(csv, asked.map(), asked.event(), asked.currency(), asked.channel());
        check(beginning, recipe);
        String id = LifecycleId.random().value();
        imports.begin(id, name == null ? "" : name, announced.source().name(), recipe);
        Spool.Stored stored = store(id, beginning, upload);
        imports.received(id, name == null ? "file-" + stored.hash() : name, stored.bytes());
        runner.submit(id);
        return id;
    }

    private static byte[] beginning(InputStream upload) {
        try {
            return upload.readNBytes(BEGINNING);
        } catch (IOException cut) {
            throw Bodies.cutOff(cut);
        }
    }

    private Spool.Stored store(String id, byte[] beginning, InputStream upload) throws IOException {
        try {
            return spool.store(id, beginning, upload);
        } catch (Upload.CutOff cut) {
            String why =
                    "The upload was cut off before the whole file was here. Send the file again under the same name.";
            giveUp(id, why);
            throw Problems.unreadable(why);
        } catch (Expansion.TooFar tooFar) {
            String why = "The file inflates to more than " + Expansion.TIMES
                    + " times its compressed size and more than " + Expansion.ALWAYS / 1024 / 1024
                    + " MB, which no table does. Send it uncompressed, or in parts.";
            giveUp(id, why);
            throw Problems.inflatesTooFar(why);
        } catch (IOException failure) {
            String why = "The file could not be kept on this server's disk. Make room in the folder flywheel.data, then"
                    + " send it again under the same name.";
            giveUp(id, why);
            throw Problems.noRoom(why, failure);
        }
    }

    private void giveUp(String id, String why) {
        imports.finish(id, BulkImport.FAILED, why);
        spool.delete(id);
    }

    private static @Nullable String name(@Nullable String asked, HttpServletRequest request) {
        String name = asked;
        String disposition = request.getHeader("Content-Disposition");
        if (name == null && disposition != null) {
            name = fileName(disposition);
        }
        if (name == null || name.isBlank()) {
            return null;
        }
        if (name.length() > NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Problems.invalid("\"name\" may have " + NAME + " characters and no control characters.");
        }
        return name;
    }

    private static @Nullable String fileName(String disposition) {
        try {
            return ContentDisposition.parse(disposition).getFilename();
        } catch (IllegalArgumentException unreadable) {
            throw Problems.invalid("The Content-Disposition is not readable; leave it out and give the name as ?name=");
        }
    }

    /** Refuses a file whose first line already shows that nothing in it could be recorded. */
    private static void check(byte[] beginning, ImportRecipe recipe) throws IOException {
        if (!recipe.csv()) {
            return;
        }
        try (Reader text = Spool.beginning(beginning)) {
            List<String> header = CsvRows.header(text);
            if (header.isEmpty()) {
                throw Problems.unreadable("The file is empty; its first line must name the columns.");
            }
            if (beginning.length == BEGINNING && text.read() < 0) {
                throw Problems.unreadable("The first line, which must name the columns, has more than "
                        + BEGINNING / 1024 + " KB; leave out columns that nobody needs.");
            }
            CsvColumns.of(header, recipe);
        } catch (CsvParseException broken) {
            throw Problems.unreadable("The first line cannot be read as CSV: " + broken.getMessage());
        }
    }
}
