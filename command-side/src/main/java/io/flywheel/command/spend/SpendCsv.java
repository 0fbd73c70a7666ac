package io.flywheel.command.spend;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/** Reads spend from CSV (RFC 4180) with a header, whose columns come in any order. */
final class SpendCsv {
    private static final List<String> COLUMNS = List.of("date", "channel", "amount", "currency");
    private static final int LONGEST_FIELD = 64 * 1024;

    private final List<String> header;

    private SpendCsv(List<String> header) {
        this.header = header;
    }

    /**
     * @param most rows that there may be
     * @throws SpendRefused for a header that is another one, a file that is no CSV, or too many rows
     */
    static List<SentRow> rows(byte[] body, int most) {
        String text = new String(body, StandardCharsets.UTF_8);
        Iterator<CsvRecord> records = reader(text.startsWith("\uFEFF") ? text.substring(1) : text);
        List<SentRow> rows = new ArrayList<>();
        long line = 1;
        try {
            SpendCsv csv = new SpendCsv(header(records));
            while (records.hasNext()) {
                CsvRecord one = records.next();
                line = one.getStartingLineNumber();
                if (rows.size() == most) {
                    throw SpendRefused.tooManyRows(most);
                }
                rows.add(csv.row(one.getFields(), line));
            }
            return rows;
        } catch (CsvParseException broken) {
            throw SpendRefused.rows(List.of(
                    new SpendRefused.BadRow(line, "what follows is no CSV: a field never ends or is far too long.")));
        }
    }

    private static Iterator<CsvRecord> reader(String text) {
        return CsvReader.builder()
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(LONGEST_FIELD)
                .ofCsvRecord(text)
                .iterator();
    }

    /** A further column, say a campaign, would be a part of the key that is not kept: it is refused, not ignored. */
    private static List<String> header(Iterator<CsvRecord> records) {
        List<String> header = records.hasNext()
                ? records.next().getFields().stream().map(String::strip).toList()
                : List.of();
        if (header.size() != COLUMNS.size() || !new TreeSet<>(header).equals(new TreeSet<>(COLUMNS))) {
            throw SpendRefused.rows(List.of(new SpendRefused.BadRow(
                    1, "the first line must name these columns, in any order: " + String.join(",", COLUMNS) + ".")));
        }
        return header;
    }

    private SentRow row(List<String> fields, long line) {
        if (fields.size() != header.size()) {
            return SentRow.broken(
                    line,
                    "the row has " + fields.size() + " fields, the header " + header.size()
                            + "; a value with a comma in it needs quotes");
        }
        return new SentRow(
                line,
                fields.get(header.indexOf("date")),
                fields.get(header.indexOf("channel")),
                fields.get(header.indexOf("amount")),
                fields.get(header.indexOf("currency")),
                null);
    }
}
