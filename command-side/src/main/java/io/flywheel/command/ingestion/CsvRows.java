package io.flywheel.command.ingestion;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV file (RFC 4180: commas, double quotes, a header line). */
final class CsvRows implements ImportRows {
    /** Of a longer one only so much could be in memory; a quote that is never closed makes one. */
    private static final int LONGEST_FIELD = 1024 * 1024;

    private static final int LONGEST_ROW = 4 * LONGEST_FIELD;

    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final CsvColumns columns;
    private final String importName;
    private final String forgotten;
    private final List<String> header;
    private List<String> fields = List.of();
    private long row;

    /** @param forgotten what stands in the place of a row that is left out */
    CsvRows(Reader text, ImportRecipe recipe, String importName, String forgotten) {
        this.reader = reader(text);
        this.records = reader.iterator();
        this.header = records.next().getFields();
        this.columns = CsvColumns.of(header, recipe);
        this.importName = importName;
        this.forgotten = forgotten;
    }

    /** The names in the first line; empty if there is none. */
    static List<String> header(Reader text) {
        Iterator<CsvRecord> records = reader(text).iterator();
        return records.hasNext() ? records.next().getFields() : List.of();
    }

    private static CsvReader<CsvRecord> reader(Reader text) {
        return CsvReader.builder()
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(LONGEST_FIELD)
                .build(
                        CsvRecordHandler.builder()
                                .maxFieldSize(LONGEST_FIELD)
                                .maxRecordSize(LONGEST_ROW)
                                .build(),
                        text);
    }

    @Override
    public @Nullable Arrival next() {
        if (!records.hasNext()) {
            return null;
        }
        CsvRecord one = records.next();
        row++;
        fields = one.getFields();
        if (fields.size() == 1 && fields.getFirst().equals(forgotten)) {
            return Arrival.forgotten(one.getStartingLineNumber());
        }
        return columns.arrival(fields, one.getStartingLineNumber(), "import:" + importName + ":" + row);
    }

    @Override
    public String head() {
        return line(header);
    }

    @Override
    public String text() {
        return line(fields);
    }

    private static String line(List<String> fields) {
        StringWriter line = new StringWriter();
        CsvWriter.builder()
                .bufferSize(0)
                .lineDelimiter(LineDelimiter.LF)
                .build(line)
                .writeRecord(fields);
        line.getBuffer().setLength(line.getBuffer().length() - 1);
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
