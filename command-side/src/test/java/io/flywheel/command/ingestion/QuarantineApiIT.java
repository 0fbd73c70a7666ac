package io.flywheel.command.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.command.ingestion.Http.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@SpringBootTest(
        classes = IngestionApp.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "flywheel.data=target/test-data/quarantine",
        })
class QuarantineApiIT {
    private static final String NOBODY = """
            {"type":"track","messageId":"m-1","event":"Order Completed 🎉","properties":{"revenue":"12.50"}}""";

    @LocalServerPort
    private int port;

    @Autowired
    private RememberingRecorder recorder;

    @Autowired
    private JdbcTemplate jdbc;

    private Http http;

    @BeforeEach
    void start() {
        http = new Http(port);
        recorder.forget();
        jdbc.update("DELETE FROM quarantined_event");
    }

    private void send(String... events) {
        Answer answer = http.post(
                "/v1/batch",
                "{\"writeKey\":\"local\",\"sentAt\":\"2026-03-10T12:00:00Z\",\"context\":{\"library\":{\"name\":\"lib\"}},"
                        + "\"batch\":[" + String.join(",", events) + "]}");
        assertThat(answer.status()).isEqualTo(200);
    }

    private JsonNode only() {
        JsonNode items = http.get("/api/quarantine").json().get("items");
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    @Test
    void a_quarantined_event_shows_its_reason_and_what_was_sent() {
        send(NOBODY);
        JsonNode item = only();
        assertThat(item.get("source").asString()).isEqualTo("local");
        assertThat(item.get("reason").asString()).isEqualTo("no-person");
        assertThat(item.get("detail").asString()).contains("userId");
        assertThat(item.get("state").asString()).isEqualTo("open");
        assertThat(item.get("attempts").intValue()).isEqualTo(1);
        assertThat(item.get("receivedAt").asString()).isEqualTo("2026-03-10T12:00:00Z");
        assertThat(item.at("/original/event").asString()).isEqualTo("Order Completed 🎉");
        assertThat(item.at("/original/context/library/name").asString()).isEqualTo("lib");
        assertThat(item.toString()).doesNotContain("writeKey");
    }

    @Test
    void whatever_is_asked_for_that_is_not_there_is_not_found() {
        send(NOBODY);
        assertThat(http.get("/api/quarantine?reason=%C3%BC").json().get("items"))
                .isEmpty();
        assertThat(http.get("/api/quarantine?state=open&source=%F0%9F%8E%89")
                        .json()
                        .get("items"))
                .isEmpty();
        assertThat(http.get("/api/imports/%F0%9F%8E%89").status()).isEqualTo(404);
    }

    @Test
    void an_event_that_is_sent_again_is_not_quarantined_twice_but_another_one_under_its_id_is() {
        send(NOBODY);
        send(NOBODY.replace("{\"type\"", "{\"sentAt\":\"2026-03-11T00:00:00Z\",\"type\""));
        only();
        send(NOBODY.replace("12.50", "13.00"));
        assertThat(http.get("/api/quarantine").json().get("items")).hasSize(2);
    }

    @Test
    void a_corrected_event_is_recorded_under_the_message_id_of_the_original() {
        send(NOBODY);
        long id = only().get("id").longValue();

        Answer answer = http.post(
                "/api/quarantine/" + id + "/retry",
                "{\"userId\":\"ada\",\"event\":\"Order Completed\",\"properties\":{\"revenue\":12.5}}");

        assertThat(answer.json().get("state").asString()).isEqualTo("retried");
        assertThat(answer.json().get("recorded").intValue()).isEqualTo(1);
        assertThat(recorder.touchpoints())
                .singleElement()
                .satisfies(one -> assertThat(one.messageId()).isEqualTo("m-1"));
        assertThat(http.get("/api/quarantine?state=retried").json().get("items"))
                .hasSize(1);
        assertThat(http.post("/api/quarantine/" + id + "/retry", "").status()).isEqualTo(409);
    }

    @Test
    void an_event_that_is_still_unfit_stays_with_the_new_reason() {
        send(NOBODY);
        long id = only().get("id").longValue();

        Answer answer = http.post("/api/quarantine/" + id + "/retry", "{\"userId\":\"ada\",\"timestamp\":\"soon\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("state").asString()).isEqualTo("open");
        assertThat(only().get("reason").asString()).isEqualTo("bad-time");
        assertThat(only().get("attempts").intValue()).isEqualTo(2);
        assertThat(http.post("/api/quarantine/" + id + "/retry", "{").status()).isEqualTo(400);
    }

    @Test
    void what_the_ledger_refuses_is_quarantined_and_can_be_sent_under_another_id() {
        String event = "{\"type\":\"track\",\"messageId\":\"m-1\",\"userId\":\"ada\",\"event\":\"A\"}";
        send(event);
        send(event.replace("\"A\"", "\"B\""));
        JsonNode item = only();
        assertThat(item.get("reason").asString()).isEqualTo("conflict");

        http.post(
                "/api/quarantine/" + item.get("id") + "/retry",
                event.replace("\"A\"", "\"B\"").replace("m-1", "m-2"));
        assertThat(recorder.touchpoints()).hasSize(2);
    }

    @Test
    void all_events_of_a_reason_are_retried_page_by_page() {
        recorder.before(batch -> {
            throw new IllegalStateException("broken");
        });
        String event = "{\"type\":\"track\",\"messageId\":\"m-%d\",\"userId\":\"ada\",\"event\":\"A\"}";
        send(event.formatted(1), event.formatted(2), event.formatted(3), NOBODY.replace("m-1", "m-4"));
        recorder.before(batch -> {});

        JsonNode first =
                http.post("/api/quarantine/retry?reason=failed&limit=2", "").json();
        assertThat(first.get("tried").intValue()).isEqualTo(2);
        assertThat(first.get("recorded").intValue()).isEqualTo(2);
        JsonNode second = http.post(
                        "/api/quarantine/retry?reason=failed&limit=2&cursor="
                                + first.get("next").asString(),
                        "")
                .json();
        assertThat(second.get("recorded").intValue()).isEqualTo(1);
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(only().get("reason").asString()).isEqualTo("no-person");
    }

    @Test
    void a_discarded_event_is_never_tried_again_and_does_not_come_back() {
        send(NOBODY);
        long id = only().get("id").longValue();
        assertThat(http.send("DELETE", "/api/quarantine/" + id, new byte[0]).status())
                .isEqualTo(204);
        send(NOBODY);
        assertThat(http.get("/api/quarantine").json().get("items")).isEmpty();
        assertThat(http.post("/api/quarantine/" + id + "/retry", "").status()).isEqualTo(409);
    }

    @Test
    void the_list_is_paged_newest_first() {
        send(NOBODY, NOBODY.replace("m-1", "m-2"), NOBODY.replace("m-1", "m-3"));
        JsonNode first = http.get("/api/quarantine?limit=2").json();
        assertThat(first.at("/items/0/original/messageId").asString()).isEqualTo("m-3");
        JsonNode second = http.get(
                        "/api/quarantine?limit=2&cursor=" + first.get("next").asString())
                .json();
        assertThat(second.at("/items/0/original/messageId").asString()).isEqualTo("m-1");
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(http.get("/api/quarantine?limit=0").status()).isEqualTo(400);
        assertThat(http.get("/api/quarantine?limit=x").status()).isEqualTo(400);
        assertThat(http.get("/api/quarantine?cursor=!!").status()).isEqualTo(400);
        assertThat(http.get("/api/quarantine/999999").status()).isEqualTo(404);
    }
}
