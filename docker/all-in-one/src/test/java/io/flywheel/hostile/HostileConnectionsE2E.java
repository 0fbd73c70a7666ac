package io.flywheel.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.hostile.RawHttp.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Requests that are wrong as HTTP, and files that are wrong as files, against the whole product. */
class HostileConnectionsE2E extends ProductUnderFire {
    private static final String EVENT = "{\"userId\":\"framed\",\"event\":\"E\"}";
    private static final String ROW = "wide,2026-03-01,Visited";
    private static final String HEADER = "user_id,occurred_at,event";

    @Test
    void a_body_that_is_shorter_than_it_says_is_refused_and_one_that_is_longer_ends_the_connection() {
        Wire event = Wire.json("/v1/track", EVENT);
        for (String path : List.of("/v1/track", "/v1/batch", "/api/imports", "/api/touchpoints/void")) {
            refused(send(event.withTarget(path).framedBy("Content-Length: 5000")), 400, "send the whole of it again");
        }
        recorded(send(event.withBody(utf8(EVENT + "and more")).framedBy("Content-Length: " + EVENT.length())), 1);
        for (String length : List.of("-1", "x", "99999999999999999999999", "5, 6")) {
            refused(send(event.framedBy("Content-Length: " + length)), 400, "not readable as HTTP");
        }
        assertThat(touchpoints("framed")).isEqualTo(1);
    }

    @Test
    void chunks_that_never_end_are_refused_at_the_limit_or_when_the_sender_goes_away() {
        Wire event = Wire.json("/v1/track", EVENT);
        Wire chunked = event.framedBy("Transfer-Encoding: chunked");
        refused(send(chunked.withBody(utf8("20\r\n{\"userId\":\"framed\""))), 400, "send the whole of it again");
        refused(send(chunked.withBody(utf8("zz\r\n{}"))), 400, "send the whole of it again");
        String endless = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").repeat(100);
        refused(send(chunked.withBody(utf8(endless))), 400, "may have 32 KB");
        refused(send(chunked.withTarget("/v1/batch").withBody(utf8(endless))), 400, "may have 500 KB");
        Answer model =
                send(chunked.withMethod("PUT").withTarget("/api/models/endless").withBody(utf8(endless)));
        refused(model, 400, "");
    }

    @Test
    void request_lines_and_headers_that_are_none_are_refused_with_a_problem_document() {
        Wire get = Wire.of("GET", "/api/stages", "", new byte[0]);
        for (Wire wire : List.of(
                get.withTarget("/api/stages?x=<>"),
                get.withTarget("/api/%00"),
                get.withTarget("/api/users/%zz"),
                get.with("X-Long", "x".repeat(20_000)),
                get.with("Host", null),
                get.withMethod("G(T"),
                get.withTarget("nowhere"))) {
            refused(send(wire), 400, "not readable as HTTP");
        }
        refused(send(get.withMethod("TRACE")), 405, "not supported");
        refused(send(get.withMethod("FOO")), 405, "not supported");
        refused(send(get.with("Accept", "image/png")), 406, "");
        assertThat(send(get.with("Accept", "no/such/thing;;;")).status()).isEqualTo(200);
    }

    @Test
    void empty_and_bare_files_are_refused_or_done_and_columns_that_are_missing_are_named() {
        for (byte[] file : List.of(new byte[0], utf8("\n"), gzip(new byte[0], 0))) {
            refused(send(Wire.of("POST", "/api/imports", "text/csv", file)), 400, "");
        }
        refused(
                send(Wire.of("POST", "/api/imports", "text/csv", utf8("id,when\n1,2\n"))),
                400,
                "Columns found: id, when");
        JsonNode bare = imported("bare", utf8(HEADER + "\n"));
        assertThat(bare.get("state").asString()).isEqualTo("done");
        JsonNode twice = imported("twice", utf8(HEADER + "\n" + ROW + "\n" + HEADER + "\n" + ROW + "\n"));
        counts(twice, "done", 2, 1);
        assertThat(reasons(1)).containsExactly("bad-time");
    }

    @Test
    void a_quote_that_is_never_closed_fails_the_import_behind_the_good_rows() {
        JsonNode failed =
                imported("quote", utf8(HEADER + "\n" + ROW + "\n" + "\"" + ("x".repeat(99) + "\n").repeat(30_000)));
        counts(failed, "failed", 1, 0);
        assertThat(failed.get("error").asString()).contains("row 1 ", "Mend the file");
    }

    @Test
    void rows_of_a_megabyte_and_ten_thousand_columns_are_set_aside_between_good_ones() {
        StringBuilder wide = new StringBuilder(HEADER);
        StringBuilder full = new StringBuilder(ROW);
        for (int i = 0; i < 10_000; i++) {
            wide.append(",column ").append(i);
            full.append(",value ").append(i);
        }
        String large = ROW + "," + "x".repeat(1_000_000);
        String file = wide + "\n" + ROW + "\n" + full + "\n" + ROW + "\n" + (large + "\n").repeat(20) + ROW + "\n";
        counts(imported("wide", utf8(file)), "done", 3, 21);
        assertThat(reasons(21)).containsOnly("too-large");
    }

    @Test
    void a_file_that_is_a_bomb_is_refused_and_a_compressed_one_that_is_cut_off_says_how_far_it_went() {
        byte[] bomb = gzip(utf8(HEADER + "\n" + (",,\n").repeat(300_000)), 100);
        assertThat(bomb.length).isLessThan(400_000);
        refused(send(Wire.of("POST", "/api/imports?name=bomb", "text/csv", bomb)), 413, "Send it uncompressed");
        byte[] whole = gzip(utf8(HEADER + "\n" + (ROW + "\n").repeat(500)), 1);
        JsonNode cut = imported("cut", java.util.Arrays.copyOf(whole, whole.length - 12));
        assertThat(cut.get("error").asString())
                .contains("row " + cut.get("read").asInt() + " ", "Send the file again");
        JsonNode again = imported("cut", whole);
        counts(again, "done", 500 - cut.get("recorded").asInt(), 0);
    }

    private static void counts(JsonNode done, String state, int recorded, int quarantined) {
        assertThat(done.get("state").asString()).as(done.toString()).isEqualTo(state);
        assertThat(done.get("recorded").asInt()).as(done.toString()).isEqualTo(recorded);
        assertThat(done.get("quarantined").asInt()).as(done.toString()).isEqualTo(quarantined);
    }
}
