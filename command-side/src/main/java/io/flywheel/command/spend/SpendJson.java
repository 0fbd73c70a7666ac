package io.flywheel.command.spend;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads spend from JSON: {@code {"rows":[{"date":...,"channel":...,"amount":...,"currency":...}]}}. */
final class SpendJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Set<String> MEMBERS = Set.of("date", "channel", "amount", "currency");

    private SpendJson() {}

    /**
     * @param most rows that there may be
     * @throws SpendRefused for what is no such document, or has too many rows
     */
    static List<SentRow> rows(byte[] body, int most) {
        JsonNode rows = read(body).path("rows");
        if (!rows.isArray()) {
            throw SpendRefused.rows(List.of(
                    new SpendRefused.BadRow(1, "the body must be a JSON object with \"rows\", an array of rows.")));
        }
        if (rows.size() > most) {
            throw SpendRefused.tooManyRows(most);
        }
        List<SentRow> sent = new ArrayList<>();
        for (JsonNode row : rows) {
            sent.add(row(row, sent.size() + 1L));
        }
        return sent;
    }

    private static JsonNode read(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException broken) {
            int line = broken.getLocation() == null
                    ? 1
                    : Math.max(1, broken.getLocation().getLineNr());
            throw SpendRefused.rows(
                    List.of(new SpendRefused.BadRow(line, "the body is no JSON: " + broken.getOriginalMessage())));
        }
    }

    private static SentRow row(JsonNode row, long number) {
        if (!row.isObject()) {
            return SentRow.broken(number, "a row must be an object");
        }
        for (String member : row.propertyNames()) {
            if (!MEMBERS.contains(member)) {
                return SentRow.broken(number, "a row has date, channel, amount and currency and nothing else");
            }
            JsonNode value = row.path(member);
            if (!value.isNull() && !value.isString() && !(value.isNumber() && member.equals("amount"))) {
                return SentRow.broken(number, "\"" + member + "\" must be a text");
            }
        }
        return new SentRow(
                number, text(row, "date"), text(row, "channel"), text(row, "amount"), text(row, "currency"), null);
    }

    private static @Nullable String text(JsonNode row, String member) {
        JsonNode value = row.path(member);
        return value.isMissingNode() || value.isNull() ? null : value.asString();
    }
}
