package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What advertising cost is sent over HTTP, and what a new buyer cost comes back: one story, told in its order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SpendE2E {
    private static final String CSV = """
            channel,currency,amount,date
            ads,CNY,60.00,2026-01-10
            ads,CNY,40.00,2026-01-31
            radio,CNY,25.00,2026-01-31
            """;
    private static final String TOUCHPOINTS = """
            user_id,occurred_at,channel,amount,currency
            ada,2026-01-10T09:00:00Z,ads,300.00,CNY
            ada,2026-01-12T09:00:00Z,web,100.00,CNY
            bob,2026-01-31T23:59:59Z,ads,200.00,CNY
            cleo,2026-01-20T09:00:00Z,web,50.00,CNY
            """;

    @TempDir
    static Path data;

    private static Running flywheel;
    private static Http http;

    @BeforeAll
    static void some_people_buy() {
        flywheel = Running.on(data, "--flywheel.demo=none");
        http = flywheel.http();
        String id = http.startImport(
                Map.of("name", "orders", "event", "Order Completed", "map", "revenue:amount"), TOUCHPOINTS);
        assertThat(http.finished(id).get("state").asString()).isEqualTo("done");
        http.awaitCaughtUp();
    }

    @AfterAll
    static void stop() {
        flywheel.close();
    }

    @Test
    @Order(1)
    void a_new_buyer_costs_what_was_spent_over_how_many_came() {
        JsonNode sent = http.post("/api/spend", "text/csv", CSV);
        assertSent(sent, 3, 3, 0);
        JsonNode ads = group("ads", sent);
        assertThat(amount(ads.get("spend"))).isEqualTo("100.00");
        assertThat(ads.get("newBuyers").asInt()).isEqualTo(2);
        assertThat(amount(ads.get("cac"))).isEqualTo("50.00");
        assertThat(amount(ads.get("ltv"))).isEqualTo("300.00");
        assertThat(ads.get("ltvToCac").asDouble()).isEqualTo(6);
        JsonNode radio = group("radio", sent);
        assertThat(radio.get("people").asInt()).isZero();
        assertThat(amount(radio.get("spend"))).isEqualTo("25.00");
        assertThat(radio.has("cac")).isFalse();
        assertThat(group("web", sent).has("spend")).isFalse();
    }

    @Test
    @Order(2)
    void sending_the_same_again_changes_nothing() {
        assertSent(http.post("/api/spend", "text/csv; charset=utf-8", CSV), 3, 0, 3);
        assertThat(flywheel.count("SpendRecorded")).isEqualTo(3);
    }

    @Test
    @Order(2)
    void what_curl_calls_a_form_unless_it_is_told_better_is_read_as_it_begins() {
        assertSent(http.post("/api/spend", "application/x-www-form-urlencoded", CSV), 3, 0, 3);
        assertSent(http.post("/api/spend", "application/x-www-form-urlencoded", """
                {"rows":[{"date":"2026-01-31","channel":"ads","amount":"40.00","currency":"CNY"}]}"""), 1, 0, 1);
        assertThat(flywheel.count("SpendRecorded")).isEqualTo(3);
    }

    @Test
    @Order(3)
    void one_bad_row_keeps_all_out_and_every_bad_row_is_named() {
        JsonNode problem = http.problem("/api/spend", "text/csv", """
                        date,channel,amount,currency
                        2026-01-11,ads,99.00,CNY
                        2026-02-30,ads,1.00,CNY
                        2026-01-12,ads,-1.00,CNY
                        2026-01-11,ads,98.00,CNY
                        """, 422);
        assertThat(problem.get("problems")
                        .valueStream()
                        .map(row -> row.get("line").asInt()))
                .containsExactly(3, 4, 5);
        assertThat(problem.get("problems").get(2).get("reason").asString()).contains("line 2", "99.00");
        assertThat(flywheel.count("SpendRecorded")).isEqualTo(3);
    }

    @Test
    @Order(4)
    void a_corrected_amount_takes_the_place_of_the_earlier_one_and_the_log_keeps_both() {
        JsonNode sent = http.post("/api/spend", "application/json", """
                {"rows":[{"date":"2026-01-31","channel":"ads","amount":"140.00","currency":"CNY"},
                         {"date":"2026-01-10","channel":"ads","amount":60,"currency":"cny"}]}""");
        assertSent(sent, 2, 1, 1);
        assertThat(amount(group("ads", sent).get("spend"))).isEqualTo("200.00");
        assertThat(amount(group("ads", sent).get("cac"))).isEqualTo("100.00");
        assertThat(flywheel.count("SpendRecorded")).isEqualTo(4);
    }

    private static void assertSent(JsonNode sent, int rows, int recorded, int unchanged) {
        assertThat(sent.get("rows").asInt()).isEqualTo(rows);
        assertThat(sent.get("recorded").asInt()).isEqualTo(recorded);
        assertThat(sent.get("unchanged").asInt()).isEqualTo(unchanged);
        assertThat(sent.get("position").asLong()).isPositive();
    }

    private static JsonNode group(String name, JsonNode sent) {
        JsonNode value = http.json("/api/ltv?by=channel&at=2026-02-01T00:00:00Z&after="
                + sent.get("position").asLong());
        return value.get("groups")
                .valueStream()
                .filter(group -> group.get("group").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String amount(JsonNode money) {
        assertThat(money.get("currency").asString()).isEqualTo("CNY");
        return money.get("amount").asString();
    }
}
