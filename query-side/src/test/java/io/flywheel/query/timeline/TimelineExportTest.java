package io.flywheel.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.Money;
import io.flywheel.api.timeline.TimelineItem;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class TimelineExportTest {
    private static final Instant AT = Instant.parse("2026-03-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+49", "-1 place", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://x\",\"y\")", "\r=1"})
    void a_text_that_a_spreadsheet_would_run_is_disarmed_wherever_it_stands(String text) {
        String row = row(text, Map.of("name", text, "channel", text, "reference", text, "reason", text));
        String quoted =
                text.contains("\"") || text.contains("\r") ? "\"'" + text.replace("\"", "\"\"") + "\"" : "'" + text;
        assertThat(row.split(java.util.regex.Pattern.quote(quoted), -1)).hasSize(6);
    }

    @Test
    void numbers_stay_as_they_are() {
        String row = row(
                "Refunded",
                Map.of(
                        "money",
                        new Money(new BigDecimal("-12.50"), "EUR"),
                        "quantity",
                        new BigDecimal("-1E+2"),
                        "score",
                        -3,
                        "seconds",
                        -1L));
        assertThat(row).contains(",-12.50,EUR,-100,-3,-1,").doesNotContain("'");
    }

    @Test
    void other_texts_stay_as_they_are() {
        assertThat(row("1 = 1", Map.of("name", "a-b", "channel", "e-mail@home", "properties", List.of("=1"))))
                .contains(",1 = 1,a-b,", ",e-mail@home,", "\"[\"\"=1\"\"]\"")
                .doesNotContain("'");
    }

    @Test
    void lines_of_json_keep_every_text_exactly() {
        StringWriter out = new StringWriter();
        TimelineExport.ndjson(out, JsonMapper.shared()).accept(item("=1+1", Map.of("name", "@SUM(A1)")));
        assertThat(out.toString()).contains("\"title\":\"=1+1\"", "\"name\":\"@SUM(A1)\"");
    }

    private static String row(String title, Map<String, Object> details) {
        StringWriter out = new StringWriter();
        var story = TimelineExport.csv(out, JsonMapper.shared());
        int header = out.toString().length();
        story.accept(item(title, details));
        return out.toString().substring(header);
    }

    private static TimelineItem item(String title, Map<String, Object> details) {
        return new TimelineItem(1, "TouchpointRecorded", AT, AT, title, details);
    }
}
