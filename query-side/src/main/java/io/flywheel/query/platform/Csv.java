package io.flywheel.query.platform;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

/** Writes tables for spreadsheets: RFC 4180 in UTF-8. */
public final class Csv {
    public static final String MEDIA_TYPE = "text/csv";
    /** What a cell begins with that spreadsheets take for a formula, whether it is quoted or not. */
    private static final String FORMULAS = "=+-@\t\r";

    private Csv() {}

    /** A text that a spreadsheet would run as a formula gets an apostrophe in front, as OWASP advises. */
    public static String harmless(String text) {
        return !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    public static void row(Writer out, Collection<String> cells) {
        try {
            out.write(cells.stream().map(Csv::quoted).collect(Collectors.joining(",", "", "\r\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(String cell) {
        boolean needed = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return needed ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    /** Begins a reply that browsers save as a file. */
    public static Writer attachment(HttpServletResponse response, String type, String file) throws IOException {
        response.setContentType(type);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Content-Disposition", "attachment; filename=\"" + file + "\"");
        return response.getWriter();
    }
}
