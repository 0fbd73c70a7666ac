package io.flywheel.command.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.command.ingestion.Http.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ImportApiIT extends ImportsOverHttp {
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
}
