package io.flywheel.command.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.command.ingestion.Http.Answer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@SpringBootTest(
        classes = IngestionApp.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:imports;MODE=MySQL;DB_CLOSE_DELAY=-1",
            "flywheel.data=target/test-data/imports",
            "flywheel.sources.shop.write-key=shop-key",
            "flywheel.sources.shop.facts[0]=plan",
            "flywheel.ingestion.import-batch=100",
        })
class ImportApiIT {
    private static final Path SPOOL = Path.of("target/test-data/imports/imports");

    @LocalServerPort
    private int port;

    @Autowired
    private RememberingRecorder recorder;

    @Autowired
    private RememberingVoider voider;

    @Autowired
    private ImportRunner runner;

    @Autowired
    private JdbcTemplate jdbc;

    private Http http;

    @BeforeEach
    void start() {
        http = new Http(port);
        recorder.forget();
        jdbc.update("DELETE FROM quarantined_event");
        jdbc.update("DELETE FROM bulk_import");
    }

    private static String rows(int count) {
        StringBuilder csv = new StringBuilder("user_id,occurred_at,event\n");
        for (int i = 1; i <= count; i++) {
            csv.append("u-").append(i % 7).append(",2026-03-01,Visited\n");
        }
        return csv.toString();
    }

    private String send(String query, String csv, String... headers) {
        Answer answer = http.post("/api/imports" + query, csv, headers);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        String id = answer.json().get("id").asString();
        assertThat(answer.header("Location")).isEqualTo("/api/imports/" + id);
        return id;
    }

    private JsonNode end(String id) {
        await().dontCatchUncaughtExceptions()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> !http.get("/api/imports/" + id)
                        .json()
                        .get("state")
                        .asString()
                        .equals("running"));
        return http.get("/api/imports/" + id).json();
    }

    private static void counts(JsonNode progress, int read, int recorded, int duplicate, int quarantined) {
        assertThat(progress.get("state").asString()).isEqualTo("done");
        assertThat(progress.get("read").intValue()).isEqualTo(read);
        assertThat(progress.get("recorded").intValue()).isEqualTo(recorded);
        assertThat(progress.get("duplicate").intValue()).isEqualTo(duplicate);
        assertThat(progress.get("quarantined").intValue()).isEqualTo(quarantined);
        assertThat(progress.get("secondsLeft").intValue()).isZero();
    }

    @Test
    void a_file_with_foreign_headers_is_imported_with_a_map() {
        String csv = "\uFEFFtxn,customer,date,amount,plan,note\r\n"
                + "T-1,1,1997-01-01,29.33,gold,\"hello, \"\"you\"\"\nthere 🎉\"\r\n"
                + ",2,1997-01-02T10:00:00+02:00,0.00,,\r\n";
        String id = send(
                "?name=cd&map=user_id:customer,occurred_at:date,revenue:amount,message_id:txn"
                        + "&event=Order%20Completed&currency=eur&channel=Store",
                csv, "Authorization", Http.basic("shop-key"), "Content-Type", "application/x-www-form-urlencoded");
        counts(end(id), 2, 2, 0, 0);

        IncomingTouchpoint first = recorder.touchpoints().get(0);
        assertThat(first.messageId()).isEqualTo("T-1");
        assertThat(first.ids()).containsExactly(ExternalId.user("1"));
        assertThat(first.occurredAt()).isEqualTo(Instant.parse("1997-01-01T00:00:00Z"));
        assertThat(first.money().amount()).isEqualByComparingTo("29.33");
        assertThat(first.money().currency()).isEqualTo("EUR");
        assertThat(first.channel()).isEqualTo("store");
        assertThat(first.properties()).containsEntry("plan", "gold");
        assertThat(first.sealed()).contains("hello, \\\"you\\\"\\nthere 🎉");
        IncomingTouchpoint second = recorder.touchpoints().get(1);
        assertThat(second.messageId()).isEqualTo("import:cd:2");
        assertThat(second.occurredAt()).isEqualTo(Instant.parse("1997-01-02T08:00:00Z"));
        assertThat(second.money().amount()).isZero();
        assertThat(recorder.batches().getFirst().importId()).isEqualTo(id);
        assertThat(recorder.batches().getFirst().source()).isEqualTo("shop");
    }

    @Test
    void the_same_file_under_the_same_name_records_nothing_twice_and_equal_rows_stay_two() {
        counts(end(send("?name=a", rows(250))), 250, 250, 0, 0);
        counts(end(send("?name=a", rows(250))), 250, 0, 250, 0);
        counts(end(send("", rows(30))), 30, 30, 0, 0);
        counts(end(send("", rows(30))), 30, 0, 30, 0);
    }

    @Test
    void a_bad_row_goes_to_quarantine_with_its_line_and_can_be_mended() {
        String csv = rows(2) + ",2026-03-01,Visited\nada,yesterday,Visited\nada,,Visited\nada,2026-03-01,a,b\n";
        String id = send("?name=bad", csv);
        counts(end(id), 6, 2, 0, 4);

        JsonNode items = http.get("/api/quarantine").json().get("items");
        assertThat(items).extracting(item -> item.get("line").intValue()).containsExactly(7, 6, 5, 4);
        assertThat(items)
                .extracting(item -> item.get("reason").asString())
                .containsExactly("bad-row", "bad-time", "bad-time", "no-person");
        http.post(
                "/api/quarantine/" + items.get(0).get("id") + "/retry",
                "{\"userId\":\"ada\",\"event\":\"Visited\",\"timestamp\":\"2026-03-01\"}");
        assertThat(recorder.batches().getLast().importId()).isEqualTo(id);
        assertThat(recorder.touchpoints().getLast().messageId()).isEqualTo("import:bad:6");
    }

    @Test
    void bytes_that_are_not_utf8_set_only_their_row_aside() {
        byte[] csv = (rows(1) + "andré,2026-03-01,Visited\n").getBytes(StandardCharsets.ISO_8859_1);
        counts(end(http.post("/api/imports?name=latin", csv).json().get("id").asString()), 2, 1, 0, 1);
    }

    @Test
    void gzip_and_lines_of_json_are_taken_too() {
        byte[] gzip = Http.gzip(rows(20_000).getBytes(StandardCharsets.UTF_8));
        String id = http.post("/api/imports?name=gz", gzip).json().get("id").asString();
        counts(end(id), 20_000, 20_000, 0, 0);

        String lines = """
                {"userId":"ada","event":"A","timestamp":"2026-03-01T00:00:00Z"}

                {"type":"identify","userId":"ada","traits":{"plan":"gold"}}
                {"broken
                """;
        counts(end(send("?name=lines", lines, "Content-Type", "application/x-ndjson")), 3, 2, 0, 1);
    }

    @Test
    void missing_columns_are_refused_with_what_was_found_and_an_example() {
        Answer answer = http.post("/api/imports?name=x", "customer_id,date,amount\n1,1997-01-01,2\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("detail").asString())
                .contains("customer_id, date, amount")
                .contains("map=user_id:customer_id,occurred_at:date");
    }

    @Test
    void other_mistakes_of_a_request_are_refused() {
        String good = rows(1);
        assertThat(http.post("/api/imports", "").status()).isEqualTo(400);
        assertThat(http.post("/api/imports?map=user_id", good).status()).isEqualTo(400);
        assertThat(http.post("/api/imports?map=user_id:nope", good).status()).isEqualTo(400);
        assertThat(http.post("/api/imports?source=nope", good).status()).isEqualTo(400);
        assertThat(http.post("/api/imports?name=" + "x".repeat(65), good).status())
                .isEqualTo(400);
        assertThat(http.post("/api/imports", good.getBytes(StandardCharsets.UTF_16))
                        .status())
                .isEqualTo(400);
        assertThat(http.post("/api/imports", good, "Content-Type", "multipart/form-data; boundary=x")
                        .status())
                .isEqualTo(400);
        assertThat(http.post("/api/imports", good, "Authorization", Http.basic("nope"))
                        .status())
                .isEqualTo(401);
        assertThat(http.post("/api/imports", good, "X-Forwarded-For", "10.1.1.1")
                        .status())
                .isEqualTo(401);
        assertThat(http.get("/api/imports/nope").status()).isEqualTo(404);
        assertThat(http.get("/api/imports").json().get("items")).isEmpty();
    }

    @Test
    void a_file_that_breaks_in_the_middle_fails_with_what_to_do() {
        JsonNode end = end(send("?name=broken", rows(150) + "\"closed\" too early,2026-03-01,Visited\n" + rows(10)));
        assertThat(end.get("state").asString()).isEqualTo("failed");
        assertThat(end.get("error").asString()).contains("line 152", "Send the file again under the same name");
        assertThat(recorder.touchpoints()).hasSize(150);
    }

    @Test
    void a_store_that_is_away_is_waited_for() {
        AtomicInteger failures = new AtomicInteger(1);
        recorder.before(batch -> {
            if (failures.getAndDecrement() == 0) {
                throw new TransientDataAccessResourceException("away");
            }
        });
        counts(end(send("?name=away", rows(350))), 350, 350, 0, 0);
    }

    @Test
    void an_upload_that_is_cut_off_fails_and_says_to_send_it_again() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("POST /api/imports?name=cut HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\n"
                                    + rows(10_000))
                            .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            await().until(() -> listed().size() == 1);
        }
        await().until(() -> listed().get(0).get("state").asString().equals("failed"));
        assertThat(listed().get(0).get("error").asString()).contains("cut off").contains("again");
        assertThat(recorder.touchpoints()).isEmpty();
        await().until(() -> spooled() == 0);
    }

    @Test
    void an_upload_that_was_interrupted_by_a_stop_fails_and_says_to_send_it_again() {
        jdbc.update("""
                INSERT INTO bulk_import (id, name, source, recipe, state, bytes, bytes_read, rows_read, recorded,
                    duplicate, quarantined, position, busy_millis, started_at)
                VALUES ('half', 'half', 'local', '{}', 'receiving', 0, 0, 0, 0, 0, 0, 0, 0, 0)""");
        runner.recover();
        JsonNode half = http.get("/api/imports/half").json();
        assertThat(half.get("state").asString()).isEqualTo("failed");
        assertThat(half.get("error").asString()).contains("Send the file again");
    }

    @Test
    void an_event_stream_ends_with_the_final_state_and_senders_are_served_meanwhile() {
        CountDownLatch gate = new CountDownLatch(1);
        recorder.before(batch -> {
            if (batch.importId() != null) {
                await().until(() -> gate.getCount() == 0);
            }
        });
        String id = send("?name=stream", rows(10));
        assertThat(http.post("/v1/track", "{\"writeKey\":\"shop-key\",\"userId\":\"ada\",\"event\":\"A\"}")
                        .status())
                .isEqualTo(200);
        gate.countDown();
        String stream = http.get("/api/imports/" + id, "Accept", "text/event-stream")
                .response()
                .body();
        assertThat(stream).startsWith("event:progress\ndata:{").endsWith("\n\n");
        assertThat(stream.substring(stream.lastIndexOf("data:"))).contains("\"state\":\"done\"", "\"recorded\":10");
    }

    @Test
    void an_import_and_a_single_touchpoint_can_be_voided() {
        String id = send("?name=void", rows(1));
        end(id);
        String type = "application/json";
        Answer all = http.post("/api/imports/" + id + "/void", "{\"reason\":\"wrong file\"}", "Content-Type", type);
        assertThat(all.json().get("voided").intValue()).isEqualTo(7);
        Answer one = http.post(
                "/api/touchpoints/void",
                "{\"source\":\"shop\",\"messageId\":\"m-1\",\"reason\":\"test\"}",
                "Content-Type",
                type);
        assertThat(one.json().get("voided").intValue()).isEqualTo(1);
        assertThat(voider.asked()).contains(id + ": wrong file", "shop/m-1: test");
        assertThat(http.post("/api/touchpoints/void", "{}", "Content-Type", type)
                        .status())
                .isEqualTo(400);
        assertThat(http.post("/api/touchpoints/void", "{", "Content-Type", type).status())
                .isEqualTo(400);
        assertThat(http.post("/api/imports/nope/void", "{\"reason\":\"x\"}", "Content-Type", type)
                        .status())
                .isEqualTo(404);
    }

    private JsonNode listed() {
        return http.get("/api/imports").json().get("items");
    }

    private static long spooled() {
        try (Stream<Path> files = Files.list(SPOOL)) {
            return files.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
