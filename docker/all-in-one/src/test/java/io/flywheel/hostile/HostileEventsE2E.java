package io.flywheel.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.hostile.RawHttp.Answer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Events that a careless or malicious service might send, each between good ones. */
class HostileEventsE2E extends ProductUnderFire {
    @Test
    void malformed_json_is_refused_with_the_place_where_it_breaks() {
        for (String broken : List.of(
                "",
                "{",
                "nonsense",
                "[]",
                "\"text\"",
                "{\"batch\":[{]}",
                "{\"batch\":[]}}",
                "{\"batch\":{}}",
                "{\"batch\":[{}}")) {
            refused(post("/v1/batch", broken), 400, "The body ");
        }
        refused(post("/v1/track", "{\"userId\":\"ada\",}"), 400, "line 1, column 17");
    }

    @Test
    void a_body_of_ten_megabytes_is_refused_with_what_to_do_and_its_sender_hears_it() {
        byte[] large = utf8("{\"batch\":[" + " ".repeat(10_000_000) + "]}");
        refused(send(Wire.of("POST", "/v1/batch", "application/json", large)), 400, "send fewer events in one request");
        refused(send(Wire.of("POST", "/v1/track", "application/json", large)), 400, "32 KB");
        refused(send(Wire.of("PUT", "/api/models/large", "application/yaml", large)), 413, "send less of it");
        refused(send(Wire.of("POST", "/api/touchpoints/void", "application/json", large)), 413, "send less of it");
    }

    @Test
    void a_batch_that_inflates_to_a_gigabyte_is_refused_before_it_does() {
        byte[] bomb = gzip(new byte[1024 * 1024], 1024);
        assertThat(bomb.length).isGreaterThan(500_000);
        refused(send(Wire.of("POST", "/v1/batch", "application/json", bomb)), 400, "after decompression");
        byte[] small = gzip(utf8(" ".repeat(100_000)), 3_000);
        assertThat(small.length).isLessThan(500_000);
        refused(send(Wire.of("POST", "/v1/batch", "application/json", small)), 400, "after decompression");
        refused(
                send(Wire.of("POST", "/v1/batch", "application/json", new byte[] {0x1f, (byte) 0x8b, 8, 0})),
                400,
                "inflated");
    }

    @Test
    void nesting_a_hundred_thousand_deep_is_refused_and_a_hundred_deep_is_set_aside() {
        String hundredThousand = "[".repeat(100_000) + "]".repeat(100_000);
        refused(amongGoodOnes("deep", "{\"properties\":" + hundredThousand + "}"), 400, "nesting depth");
        String hundred = "{\"a\":".repeat(100) + "1" + "}".repeat(100);
        setAside(
                amongGoodOnes(
                        "deep",
                        "{\"type\":\"track\",\"userId\":\"deep\",\"event\":\"E\",\"properties\":" + hundred + "}"),
                2,
                1);
        assertThat(lastReason()).isEqualTo("too-deep");
        assertThat(touchpoints("deep")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"0000-01-01T00:00:00Z\"",
                "\"9999-12-31T23:59:59Z\"",
                "\"+1000000000-12-31T23:59:59Z\"",
                "\"-0044-03-15T00:00:00Z\"",
                "\"2026-02-30T00:00:00Z\"",
                "\"2025-02-29\"",
                "\"2016-12-31T23:59:61Z\"",
                "\"2026-03-01T12:30:00+99:00\"",
                "\"2026-03-01T12:30:00[Europe/Paris]\"",
                "\"next tuesday\"",
                "1000000000000000000",
                "-1",
                "1.5e300",
                "true",
                "{}",
                "[]"
            })
    void an_absurd_time_is_set_aside_with_its_reason(String time) {
        setAside(
                amongGoodOnes(
                        "timely", "{\"type\":\"track\",\"userId\":\"x\",\"event\":\"E\",\"timestamp\":" + time + "}"),
                2,
                1);
        assertThat(lastReason()).isIn("bad-time", "future-time");
    }

    @Test
    void a_leap_second_a_date_and_a_time_without_a_zone_are_understood() {
        List<String> times =
                List.of("2016-12-31T23:59:60Z", "2026-03-01", "2026-03-01T12:30:00", "1970-01-01T00:00:00Z");
        for (String time : times) {
            recorded(post("/v1/track", "{\"userId\":\"clock\",\"event\":\"E\",\"timestamp\":\"" + time + "\"}"), 1);
        }
        http().awaitCaughtUp();
        JsonNode items = http().json("/api/users/clock/timeline?order=asc&type=TouchpointRecorded")
                .get("items");
        assertThat(items)
                .extracting(item -> item.get("occurredAt").asString())
                .containsExactly(
                        "1970-01-01T00:00:00Z", "2016-12-31T23:59:59Z", "2026-03-01T00:00:00Z", "2026-03-01T12:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "Infinity",
                "-Infinity",
                "1e400",
                "-1e400",
                "1234567890123456789012345678901234567890",
                "\"1234567890123456789012345678901234567890\"",
                "1000000000000",
                "0.0000001",
                "1e-400",
                "-5",
                "\"12,50\"",
                "\"💶 5\"",
                "[12.50]",
                "{\"amount\":1}"
            })
    void an_absurd_amount_is_set_aside_with_its_reason(String amount) {
        String order =
                "{\"type\":\"track\",\"userId\":\"x\",\"event\":\"Order Completed\",\"properties\":{\"revenue\":";
        setAside(amongGoodOnes("rich", order + amount + "}}"), 2, 1);
        assertThat(lastReason()).isIn("bad-money", "negative-money");
    }

    @Test
    void the_largest_amount_and_odd_numbers_elsewhere_are_recorded_exactly() {
        recorded(
                post(
                        "/v1/track",
                        "{\"userId\":\"largest\",\"event\":\"Order Completed\",\"properties\":{"
                                + "\"revenue\":999999999999.999999,\"currency\":\"eur\",\"quantity\":1e400,\"score\":NaN,"
                                + "\"duration\":-1e-400,\"other\":123456789012345678901234567890.5}}"),
                1);
        http().awaitCaughtUp();
        JsonNode value = http().json("/api/users/largest").get("value").get(0);
        assertThat(new BigDecimal(value.get("amount").asString())).isEqualByComparingTo("999999999999.999999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"userId", "anonymousId", "event", "currency", "messageId", "order_id", "channel"})
    void control_characters_and_halves_of_characters_in_names_are_set_aside(String member) {
        for (String bad : List.of("a\\u0000b", "a\\u0007b", "a\\u009fb", "\\ud83c", "\\udf89x", "\\ufffd")) {
            setAside(amongGoodOnes("control", event(member, bad)), 2, 1);
            assertThat(lastReason()).isIn("bad-text", "bad-money");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"userId", "anonymousId", "event", "messageId", "order_id", "channel"})
    void emoji_joined_ones_and_text_that_runs_backwards_are_kept_as_they_are(String member) {
        List<String> texts = List.of(
                "👩‍👩‍👧‍👦 " + member,
                "\u202Egnp.exe\u202C " + member,
                "\u200Fשלום " + member,
                "e\u0301 ﷽ " + member);
        for (String text : texts) {
            setAside(amongGoodOnes("emoji", event(member, text)), 3, 0);
        }
    }

    private static String event(String member, String value) {
        String id = member.equals("messageId") ? "" : "\"messageId\":\"" + System.nanoTime() + "\",";
        String who = member.equals("userId") ? "" : "\"userId\":\"someone\",";
        String what = member.equals("event") ? "" : "\"event\":\"Order Completed\",";
        boolean top = List.of("userId", "anonymousId", "event", "messageId").contains(member);
        String said = "\"" + member + "\":\"" + value + "\"";
        String properties = "\"properties\":{\"revenue\":1,\"note\":\"" + value + "\"" + (top ? "" : "," + said) + "}";
        return "{\"type\":\"track\"," + id + who + what + (top ? said + "," : "") + properties + "}";
    }

    @Test
    void a_property_of_a_megabyte_is_too_large_for_a_batch_and_one_of_a_hundred_kilobytes_for_an_event() {
        String event = "{\"type\":\"track\",\"userId\":\"x\",\"event\":\"E\",\"properties\":{\"note\":\"";
        refused(amongGoodOnes("large", event + "x".repeat(1_000_000) + "\"}}"), 400, "500 KB");
        setAside(amongGoodOnes("large", event + "x".repeat(100_000) + "\"}}"), 2, 1);
        assertThat(lastReason()).isEqualTo("too-large");
    }

    @Test
    void a_hundred_thousand_different_event_names_and_currencies_fit_into_little_memory() {
        StringBuilder csv = new StringBuilder("user_id,occurred_at,event,revenue,currency,channel\n");
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < 100_000; i++) {
            csv.append("p")
                    .append(i % 1_000)
                    .append(',')
                    .append(start.plusSeconds(i))
                    .append(",Name ")
                    .append(i);
            csv.append(i % 10 == 0 ? ",1,C" + i + ",channel " + i + "\n" : ",,,\n");
        }
        JsonNode done = imported("names", utf8(csv.toString()));
        assertThat(done.get("state").asString()).isEqualTo("done");
        assertThat(done.get("recorded").asInt()).isEqualTo(100_000);
        assertThat(touchpoints("p7")).isEqualTo(100);
        for (String question : List.of(
                "/api/stages", "/api/stages?by=channel", "/api/rfm", "/api/rfm/users", "/api/stages/transitions")) {
            http().text(question);
        }
    }

    @Test
    void a_wrong_or_missing_content_type_or_charset_matters_not_and_wrong_credentials_are_refused() {
        String event = "{\"userId\":\"typed\",\"event\":\"Größe 🎉\"}";
        List<String> types = new ArrayList<>(Nasty.TYPES);
        types.add("");
        for (String type : types) {
            recorded(send(Wire.of("POST", "/v1/track", type, utf8(event))), 1);
        }
        Wire wire = Wire.json("/v1/track", event);
        refused(send(wire.withBody(event.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1))), 400, "UTF-8");
        refused(send(wire.withBody(event.getBytes(java.nio.charset.StandardCharsets.UTF_16))), 400, "UTF-8");
        for (String credentials : List.of("Basic eDp5", "Basic !!!", "Basic", "Bearer local", "local", "")) {
            Answer answer = send(wire.with("Authorization", credentials));
            refused(answer, 401, "Send the write key of a configured source");
            assertThat(answer.headers()).containsKey("www-authenticate");
        }
        assertThat(touchpoints("typed")).isEqualTo(types.size());
    }
}
