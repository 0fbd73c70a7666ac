package io.flywheel.command.ingestion;

import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Tells what an uploaded file is: by its first characters rather than by what is said of it, for curl calls all a form. */
final class UploadType {
    private static final Set<String> ENCODINGS = Set.of("", "gzip", "x-gzip", "identity");
    private static final Set<String> CHARSETS = Set.of("UTF-8", "US-ASCII");

    private UploadType() {}

    /** Refuses what the headers say cannot be read here. */
    static void check(String type, @Nullable String encoding) {
        if (type.startsWith("multipart/")) {
            throw Problems.invalid("Send the file itself as the body, not as a form: curl --data-binary @file.csv");
        }
        if (encoding != null && !ENCODINGS.contains(encoding.strip().toLowerCase(Locale.ROOT))) {
            throw Problems.unsupportedType("The Content-Encoding \"" + Texts.shorten(Texts.wellFormed(encoding), 60)
                    + "\" is not read here; send the file with gzip or as it is.");
        }
        String charset = charset(type);
        if (charset != null && !CHARSETS.contains(charset)) {
            throw Problems.unsupportedType("A file in " + Texts.shorten(Texts.wellFormed(charset), 60)
                    + " is not read here; save it in UTF-8.");
        }
    }

    private static @Nullable String charset(String type) {
        try {
            String named = MediaType.parseMediaType(type).getParameter("charset");
            return named == null ? null : named.replace("\"", "").toUpperCase(Locale.ROOT);
        } catch (InvalidMediaTypeException noType) {
            return null;
        }
    }

    /** @return whether it is CSV; otherwise it has a JSON event on each line */
    static boolean isCsv(String type, byte[] beginning) throws IOException {
        if (beginning.length == 0) {
            throw Problems.unreadable("There is no file: send it as the body, curl --data-binary @file.csv");
        }
        if (beginning.length > 1 && (beginning[0] & 0xfe) == 0xfe && (beginning[1] & 0xfe) == 0xfe) {
            throw Problems.unreadable("The file is in UTF-16; save it as CSV in UTF-8.");
        }
        if (beginning.length > 3 && new String(beginning, 0, 4, StandardCharsets.ISO_8859_1).equals("PK\3\4")) {
            throw Problems.unsupportedType(
                    "This is a zip archive or a workbook; unpack it, save the table as CSV in UTF-8, and send that.");
        }
        int first = firstCharacter(beginning);
        if (first == '[') {
            throw Problems.unsupportedType("This is a JSON array; write each event on a line of its own, without the"
                    + " brackets around them and the commas between them.");
        }
        return !type.contains("ndjson") && first != '{';
    }

    private static int firstCharacter(byte[] beginning) throws IOException {
        try (Reader text = Spool.beginning(beginning)) {
            int c = text.read();
            while (c >= 0 && Character.isWhitespace(c)) {
                c = text.read();
            }
            return c;
        } catch (ZipException | EOFException broken) {
            throw Problems.unreadable("The file starts like gzip but cannot be inflated.");
        }
    }
}
