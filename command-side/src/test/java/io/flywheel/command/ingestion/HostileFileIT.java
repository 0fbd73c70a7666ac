package io.flywheel.command.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.command.ingestion.Http.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Files that are compressed, broken, or meant to do harm: each ends, is explained, and loses no good row. */
class HostileFileIT extends ImportsOverHttp {
    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String accepted(String query, byte[] file, String... headers) {
        Answer answer = http.post("/api/imports" + query, file, headers);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        return answer.json().get("id").asString();
    }

    private void refused(Answer answer, int status, String whatToDo) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("detail").asString()).contains(whatToDo);
        assertThat(spooled()).as("files left behind").isZero();
    }

    private static String lines(int count) {
        StringBuilder lines = new StringBuilder();
        Random random = new Random(7);
        for (int i = 1; i <= count; i++) {
            lines.append("{\"userId\":\"u-")
                    .append(i % 7)
                    .append("\",\"event\":\"Visited\",\"timestamp\":\"2026-03-01T00:00:00Z\",\"messageId\":\"")
                    .append(Long.toHexString(random.nextLong()))
                    .append("\"}\n");
        }
        return lines.toString();
    }

    /** Rows that no compression makes small. */
    private static String randomRows(int count) {
        StringBuilder csv = new StringBuilder("user_id,occurred_at,event,note\n");
        Random random = new Random(11);
        for (int i = 1; i <= count; i++) {
            csv.append("u-")
                    .append(i % 7)
                    .append(",2026-03-01,Visited,")
                    .append(random.nextLong())
                    .append('\n');
        }
        return csv.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "text/csv, gzip",
        "text/csv,",
        "application/gzip,",
        "application/x-www-form-urlencoded, gzip",
        "application/x-ndjson, gzip",
        "application/x-ndjson,",
    })
    void gzip_is_known_by_its_first_bytes_whatever_the_headers_say(String type, String encoding) {
        boolean json = type.contains("ndjson");
        byte[] file = Http.gzip(utf8(json ? lines(300) : rows(300)));
        String[] headers = encoding == null
                ? new String[] {"Content-Type", type}
                : new String[] {"Content-Type", type, "Content-Encoding", encoding};
        counts(end(accepted("?name=zipped", file, headers)), 300, 300, 0, 0);
    }

    @Test
    void a_file_that_says_gzip_and_is_none_is_taken_as_it_is() {
        counts(end(accepted("?name=plain", utf8(rows(20)), "Content-Encoding", "gzip")), 20, 20, 0, 0);
    }

    @Test
    void a_gzip_file_of_many_members_is_read_to_the_end_of_the_last() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(Http.gzip(utf8("user_id,occurred_at,event\n")));
        for (int member = 0; member < 3_000; member++) {
            file.write(Http.gzip(utf8("u-" + member + ",2026-03-01,Visited\n")));
        }
        counts(end(accepted("?name=members", file.toByteArray())), 3_000, 3_000, 0, 0);
    }

    @Test
    void a_gzip_bomb_is_refused_as_soon_as_it_has_expanded_too_far_and_nothing_of_it_is_kept() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(utf8(rows(1)));
            byte[] row = utf8(",,\n".repeat(100_000));
            for (long bytes = 0; bytes < Expansion.ALWAYS + row.length; bytes += row.length) {
                gzip.write(row);
            }
        }
        refused(http.post("/api/imports?name=bomb", bomb.toByteArray()), 413, "Send it uncompressed, or in parts");
        JsonNode bombed = listed().get(0);
        assertThat(bombed.get("state").asString()).isEqualTo("failed");
        assertThat(bombed.get("error").asString()).contains("200 times");
        assertThat(recorder.touchpoints()).isEmpty();
        counts(end(send("?name=after", rows(10))), 10, 10, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_gzip_file_that_ends_in_the_middle_says_up_to_which_row_it_went_and_the_whole_one_adds_the_rest(boolean csv) {
        int rows = 2_000;
        byte[] whole = Http.gzip(utf8(csv ? randomRows(rows) : lines(rows)));
        String id = accepted("?name=cut-" + csv, Arrays.copyOf(whole, whole.length * 3 / 4));
        JsonNode failed = end(id);

        assertThat(failed.get("state").asString()).isEqualTo("failed");
        int read = failed.get("read").asInt();
        assertThat(read).as("readable rows").isBetween(rows * 6 / 10, rows - 1);
        assertThat(failed.get("recorded").asInt()).isEqualTo(read);
        assertThat(failed.get("error").asString())
                .contains("ends in the middle", "row " + read + " ", "Send the file again under the same name");
        assertThat(recorder.touchpoints()).hasSize(read);
        await().until(() -> spooled() == 0);
        counts(end(accepted("?name=cut-" + csv, whole)), rows, rows - read, read, 0);
    }

    @Test
    void a_gzip_file_with_a_broken_bit_fails_with_what_to_do() {
        byte[] file = Http.gzip(utf8(randomRows(2_000)));
        file[file.length / 2] ^= 0x55;
        JsonNode failed = end(accepted("?name=bit", file));
        assertThat(failed.get("state").asString()).isEqualTo("failed");
        assertThat(failed.get("error").asString()).contains("cannot be read to its end", "Send the file again");
        refused(http.post("/api/imports", new byte[] {0x1f, (byte) 0x8b, 8, 0, 1}), 400, "cannot be inflated");
    }

    @Test
    void a_file_of_another_kind_is_refused_with_how_to_send_it() {
        refused(http.post("/api/imports", utf8("PK\3\4 and so on")), 415, "save the table as CSV in UTF-8");
        refused(http.post("/api/imports", utf8("[{\"userId\":\"ada\"}]")), 415, "a line of its own");
        refused(http.post("/api/imports", utf8(rows(1)), "Content-Encoding", "br"), 415, "send the file with gzip");
        refused(
                http.post("/api/imports", utf8(rows(1)), "Content-Type", "text/csv; charset=windows-1252"),
                415,
                "save it in UTF-8");
        refused(http.post("/api/imports", utf8(rows(1)), "Content-Disposition", "\"=;;filename*=x'y"), 400, "?name=");
        counts(end(accepted("?name=ascii", utf8(rows(3)), "Content-Type", "text/csv;charset=\"utf-8\"")), 3, 3, 0, 0);
    }

    @Test
    void a_file_without_rows_is_done_and_one_without_a_header_is_refused() {
        refused(http.post("/api/imports", utf8("\n\n")), 400, "its first line must name the columns");
        refused(http.post("/api/imports", Http.gzip(new byte[0])), 400, "its first line must name the columns");
        refused(http.post("/api/imports", utf8("ada,2026-03-01,Visited\n")), 400, "a column user_id");
        refused(http.post("/api/imports", utf8("user_id,event,event\n")), 400, "two columns called \"event\"");
        counts(end(send("?name=header", rows(0))), 0, 0, 0, 0);
    }

    @Test
    void a_header_that_comes_again_is_a_row_that_is_set_aside() {
        counts(end(send("?name=twice", rows(3) + rows(3))), 7, 6, 0, 1);
    }

    @Test
    void a_quote_that_is_never_closed_ends_the_import_behind_the_rows_before_it() {
        String csv = rows(120) + "ada,2026-03-01,\"Visited\n" + "ada,2026-03-01,Visited\n".repeat(300_000);
        JsonNode failed = end(send("?name=quote", csv));
        assertThat(failed.get("state").asString()).isEqualTo("failed");
        assertThat(failed.get("error").asString()).contains("row 120 ", "Mend the file");
        assertThat(recorder.touchpoints()).hasSize(120);
    }

    @Test
    void rows_of_a_megabyte_are_set_aside_and_only_their_beginning_is_kept() {
        String large = "ada,2026-03-01,Visited," + "x".repeat(1_000_000) + "\n";
        counts(
                end(send(
                        "?name=large",
                        "user_id,occurred_at,event,note\n" + large.repeat(40) + "ada,2026-03-01,Visited,ok\n")),
                41,
                1,
                0,
                40);
        JsonNode item = http.get("/api/quarantine?limit=1").json().get("items").get(0);
        assertThat(item.get("reason").asString()).isEqualTo("too-large");
        assertThat(item.toString()).hasSizeLessThan(2 * Limits.EVENT_BYTES).contains("ada");
    }

    @Test
    void ten_thousand_columns_are_read_as_long_as_a_row_stays_small() {
        String header = "user_id,occurred_at,event" + columns("c") + "\n";
        String sparse = "ada,2026-03-01,Visited" + ",".repeat(9_999) + "x\n";
        String full = "ada,2026-03-01,Visited" + columns("v") + "\n";
        counts(end(send("?name=wide", header + sparse.repeat(20) + full.repeat(20))), 40, 20, 0, 20);
        String longest = "user_id,occurred_at,event" + columns("c".repeat(40)) + "\n" + sparse;
        refused(http.post("/api/imports", utf8(longest)), 400, "more than 256 KB");
    }

    private static String columns(String prefix) {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            columns.append(',').append(prefix).append(i);
        }
        return columns.toString();
    }
}
