package io.flywheel.command.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.command.ingestion.Http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.JdbcTemplate;

@SpringBootTest(
        classes = IngestionApp.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "flywheel.data=target/test-data/tracking",
            "flywheel.sources.shop.write-key=shop-key",
            "flywheel.sources.shop.previous-write-key=old-key",
            "flywheel.sources.shop.previous-write-key-until=2026-03-11T00:00:00Z",
            "flywheel.sources.shop.allowed-origins[0]=https://shop.example",
            "flywheel.sources.school.write-key=school-key",
            "flywheel.sources.school.previous-write-key=gone-key",
            "flywheel.sources.school.previous-write-key-until=2026-03-10T12:00:00Z",
        })
class TrackingApiIT {
    private static final String EVENT = """
            {"type":"track","messageId":"m-1","userId":"ada","event":"Signed Up"}""";

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

    private Answer batch(String... events) {
        return http.post("/v1/batch", "{\"batch\":[" + String.join(",", events) + "]}", "Authorization", key());
    }

    private static String key() {
        return Http.basic("shop-key");
    }

    @Test
    void a_batch_is_answered_once_it_is_recorded() {
        Answer answer = batch(EVENT, EVENT.replace("m-1", "m-2"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().toString())
                .isEqualTo("{\"success\":true,\"recorded\":2,\"duplicate\":0,\"quarantined\":0,\"position\":2}");
        assertThat(recorder.batches()).singleElement().satisfies(batch -> {
            assertThat(batch.source()).isEqualTo("shop");
            assertThat(batch.importId()).isNull();
        });
    }

    @Test
    void a_batch_that_is_sent_again_records_nothing_twice() {
        batch(EVENT);
        assertThat(batch(EVENT).json().get("duplicate").intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/batch", "/v1/batch/", "/v1/import", "/v1/import/", "/v1/b", "/v1/b/"})
    void batches_are_taken_at_every_path_that_an_sdk_knows(String path) {
        assertThat(http.post(path, "{\"writeKey\":\"shop-key\",\"batch\":[" + EVENT + "]}")
                        .status())
                .isEqualTo(200);
        assertThat(recorder.touchpoints()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "track:TRACK",
                "page:PAGE",
                "screen:SCREEN",
                "identify:IDENTIFY",
                "group:GROUP",
                "alias:ALIAS",
                "t:TRACK",
                "p:PAGE",
                "s:SCREEN",
                "i:IDENTIFY",
                "g:GROUP",
                "a:ALIAS",
                "track/:TRACK",
                "i/:IDENTIFY"
            })
    void single_calls_are_taken_at_long_and_short_paths(String call) {
        String[] parts = call.split(":");
        Answer answer = http.post(
                "/v1/" + parts[0],
                "{\"writeKey\":\"shop-key\",\"userId\":\"ada\",\"previousId\":\"x\",\"event\":\"E\"}",
                "Content-Type",
                "text/plain");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(recorder.touchpoints())
                .singleElement()
                .satisfies(one -> assertThat(one.kind().name()).isEqualTo(parts[1]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/x-www-form-urlencoded",
                "text/plain",
                "multipart/form-data; boundary=x",
                "application/json; charset=ISO-8859-1",
                "nonsense"
            })
    void the_body_is_json_whatever_its_type_says(String type) {
        String body = "{\"writeKey\":\"shop-key\",\"batch\":[" + EVENT.replace("ada", "阿达 & a=b 🎉") + "]}";
        assertThat(http.post("/v1/batch", body, "Content-Type", type).status()).isEqualTo(200);
        assertThat(recorder.touchpoints().getFirst().ids().getFirst().value()).isEqualTo("阿达 & a=b 🎉");
    }

    @Test
    void a_gzip_body_is_inflated_even_when_it_says_it_is_a_form() {
        byte[] body = Http.gzip(("{\"batch\":[" + EVENT + "]}").getBytes(StandardCharsets.UTF_8));
        Answer answer = http.post(
                "/v1/batch",
                body,
                "Authorization",
                key(),
                "Content-Encoding",
                "gzip",
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(answer.json().get("recorded").intValue()).isEqualTo(1);
    }

    @Test
    void a_gzip_bomb_is_refused_without_being_inflated_further_than_the_limit() {
        Answer answer = http.post("/v1/batch", Http.gzip(new byte[200_000_000]), "Authorization", key());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").asString()).contains("500 KB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "hello", "{\"batch\":[{]}", "{\"batch\":{}}", "{\"batch\":[]} x"})
    void what_cannot_be_read_is_refused_with_a_problem_that_says_why(String body) {
        Answer answer = http.post("/v1/batch", body, "Authorization", key(), "Accept", "text/html");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("detail").asString()).isNotBlank();
    }

    @Test
    void deep_nesting_bytes_that_are_not_utf8_and_utf16_are_refused() {
        String deep = "{\"batch\":[" + "[".repeat(50_000) + "]".repeat(50_000) + "]}";
        byte[] latin = "{\"batch\":[{\"userId\":\"é\"}]}".getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf16 = "{\"batch\":[]}".getBytes(StandardCharsets.UTF_16LE);
        for (byte[] body : List.of(deep.getBytes(StandardCharsets.UTF_8), latin, utf16)) {
            assertThat(http.post("/v1/batch", body, "Authorization", key()).status())
                    .isEqualTo(400);
        }
    }

    @Test
    void a_bad_event_goes_to_quarantine_and_the_good_ones_are_recorded() {
        Answer answer = batch(EVENT, "42", "{\"type\":\"track\",\"messageId\":\"m-3\",\"event\":\"X\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("recorded").intValue()).isEqualTo(1);
        assertThat(answer.json().get("quarantined").intValue()).isEqualTo(2);
        assertThat(jdbc.queryForList("SELECT reason FROM quarantined_event ORDER BY id", String.class))
                .containsExactly("not-an-object", "no-person");
    }

    @Test
    void an_event_that_is_too_large_is_set_aside_alone_but_refused_as_a_request_of_its_own() {
        String large = EVENT.replace("ada", "ada\",\"traits\":\"" + "x".repeat(33_000));

        assertThat(batch(EVENT, large.replace("m-1", "m-2"))
                        .json()
                        .get("quarantined")
                        .intValue())
                .isEqualTo(1);
        assertThat(http.post("/v1/track", large, "Authorization", key()).status())
                .isEqualTo(400);
    }

    @Test
    void a_batch_of_too_many_or_too_large_events_is_refused() {
        String many = "{\"batch\":[" + "1,".repeat(Limits.BATCH_EVENTS) + "1]}";
        String large = "{\"x\":\"" + "x".repeat(Limits.BATCH_BYTES) + "\",\"batch\":[]}";
        String expanding =
                "{\"context\":{\"x\":\"" + "x".repeat(400_000) + "\"},\"batch\":[" + "{},".repeat(100) + "{}]}";
        for (String body : List.of(many, large, expanding)) {
            assertThat(http.post("/v1/batch", body, "Authorization", key()).status())
                    .isEqualTo(400);
        }
    }

    @Test
    void the_key_of_a_rotated_source_is_good_until_its_time_is_over() {
        assertThat(http.post("/v1/track", EVENT, "Authorization", Http.basic("old-key"))
                        .status())
                .isEqualTo(200);
        Answer answer = http.post("/v1/track", EVENT, "Authorization", Http.basic("gone-key"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic !!!", "Bearer shop-key", "Basic", ""})
    void a_header_that_holds_no_key_leaves_the_body_to_name_one(String header) {
        String[] headers = header.isEmpty() ? new String[0] : new String[] {"Authorization", header};
        assertThat(http.post("/v1/track", EVENT, headers).status()).isEqualTo(401);
        assertThat(http.post("/v1/track", EVENT.replace("{", "{\"writeKey\":\"shop-key\","), headers)
                        .status())
                .isEqualTo(200);
        assertThat(recorder.touchpoints().getFirst().sealed()).doesNotContain("shop-key");
    }

    @Test
    void a_store_that_is_away_is_answered_503_and_the_same_batch_is_taken_later() {
        AtomicInteger failures = new AtomicInteger(1);
        recorder.before(batch -> {
            if (failures.getAndDecrement() > 0) {
                throw new TransientDataAccessResourceException("the store is away");
            }
        });
        Answer refused = batch(EVENT);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        assertThat(batch(EVENT).json().get("recorded").intValue()).isEqualTo(1);
    }

    @Test
    void one_touchpoint_that_cannot_be_recorded_is_found_and_set_aside() {
        recorder.before(batch -> {
            if (batch.touchpoints().stream().anyMatch(one -> one.messageId().equals("m-3"))) {
                throw new IllegalStateException("cannot");
            }
        });
        Answer answer =
                batch(EVENT, EVENT.replace("m-1", "m-2"), EVENT.replace("m-1", "m-3"), EVENT.replace("m-1", "m-4"));
        assertThat(answer.json().get("recorded").intValue()).isEqualTo(3);
        assertThat(jdbc.queryForList("SELECT reason FROM quarantined_event", String.class))
                .containsExactly("failed");
    }

    @Test
    void a_web_page_may_send_only_if_its_source_allows_it() {
        String body = EVENT.replace("{", "{\"writeKey\":\"shop-key\",");
        Answer allowed = http.post("/v1/t", body, "Origin", "https://shop.example");
        assertThat(allowed.status()).isEqualTo(200);
        assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
        assertThat(http.post("/v1/t", body, "Origin", "https://other.example").status())
                .isEqualTo(403);
        Answer foreign = http.post("/v1/t", body.replace("shop-key", "school-key"), "Origin", "https://shop.example");
        assertThat(foreign.status()).isEqualTo(403);
        for (String none : List.of("ftp://%", ":", "null")) {
            assertThat(http.post("/v1/t", body, "Origin", none).status()).isEqualTo(403);
        }
        Answer preflight = http.send(
                "OPTIONS",
                "/v1/t",
                new byte[0],
                "Origin",
                "https://shop.example",
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "content-type");
        assertThat(preflight.status()).isEqualTo(200);
    }
}
