package io.flywheel.query.timeline;

import io.flywheel.api.Money;
import io.flywheel.api.timeline.TimelineItem;
import io.flywheel.query.platform.Csv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes a whole story item by item, for spreadsheets and scripts. */
final class TimelineExport {
    private static final List<String> DETAILS = List.of(
            "name",
            "kind",
            "channel",
            "source",
            "amount",
            "currency",
            "quantity",
            "score",
            "seconds",
            "reference",
            "key",
            "importId",
            "voided",
            "model",
            "version",
            "from",
            "to",
            "rule",
            "cause",
            "withdrawn",
            "withdrawnSteps",
            "enteredSteps",
            "idKind",
            "reason",
            "by",
            "silentSince",
            "limit",
            "properties",
            "purpose",
            "granted",
            "wording",
            "expires",
            "sealed",
            "erased");

    private TimelineExport() {}

    /**
     * Times are ISO-8601 instants; what is nested is a cell of JSON. A text that a spreadsheet would run as a formula
     * gets an apostrophe in front; numbers stay as they are.
     */
    static Consumer<TimelineItem> csv(Writer out, JsonMapper json) {
        Csv.row(
                out,
                Stream.concat(Stream.of("position", "type", "occurredAt", "recordedAt", "title"), DETAILS.stream())
                        .toList());
        return item -> Csv.row(
                out,
                Stream.concat(
                                Stream.of(
                                        Long.toString(item.position()),
                                        item.type(),
                                        item.occurredAt().toString(),
                                        item.recordedAt().toString(),
                                        Csv.harmless(item.title())),
                                DETAILS.stream().map(name -> text(detail(item, name), json)))
                        .toList());
    }

    /** One JSON object a line, the same as the items of a page. */
    static Consumer<TimelineItem> ndjson(Writer out, JsonMapper json) {
        return item -> append(out, json.writeValueAsString(item) + "\n");
    }

    private static @Nullable Object detail(TimelineItem item, String name) {
        boolean money = name.equals("amount") || name.equals("currency");
        if (money && item.details().get("money") instanceof Money it) {
            return name.equals("amount") ? it.amount() : it.currency();
        }
        return item.details().get(name);
    }

    private static String text(@Nullable Object value, JsonMapper json) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number number) {
            return number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
        }
        return Csv.harmless(
                value instanceof Iterable<?> || value instanceof java.util.Map<?, ?>
                        ? json.writeValueAsString(value)
                        : value.toString());
    }

    private static void append(Writer out, String text) {
        try {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
