package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Scores and segments of every customer of a real shop equal those computed elsewhere. */
class CdnowRfmE2E {
    private static final String AT = "at=1998-07-01T00:00:00Z";

    private static CdnowShop shop;

    @BeforeAll
    static void open() {
        shop = CdnowShop.open();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tie", "ntile", "nest"})
    void everybodys_scores_are_the_known_ones(String scoring) {
        Map<String, Map<String, String>> known = new HashMap<>();
        CdnowShop.known("cdnow_sample_rfm.csv").forEach(row -> known.put(row.get("customer_id"), row));
        List<Map<String, String>> all = Table.parse(shop.flywheel()
                .http()
                .text("/api/rfm/users?format=csv&" + AT + "&scoring=" + scoring)
                .lines()
                .toList());
        assertThat(all).hasSize(2_357);
        for (Map<String, String> person : all) {
            Map<String, String> expected = known.get(person.get("userId"));
            assertThat(person.get("r") + person.get("f") + person.get("m"))
                    .as("scores of %s", person)
                    .isEqualTo(
                            expected.get("R_" + scoring) + expected.get("F_" + scoring) + expected.get("M_" + scoring));
            assertThat(person.get("recencyDays")).isEqualTo(expected.get("recency_days"));
            assertThat(person.get("orders")).isEqualTo(expected.get("orders"));
            assertThat(new BigDecimal(person.get("value"))).isEqualByComparingTo(expected.get("amount"));
            if (!scoring.equals("nest")) {
                assertThat(person.get("segment")).isEqualTo(expected.get("seg125_" + scoring));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tie", "ntile"})
    void segments_hold_the_known_people_orders_and_money(String scoring) {
        Map<String, String> known = new TreeMap<>();
        CdnowShop.known("cdnow_sample_rfm_segments.csv").stream()
                .filter(row -> row.get("scheme").equals("seg125_" + scoring))
                .forEach(row -> known.put(
                        row.get("segment"),
                        row.get("customers") + " " + row.get("orders") + " " + cents(row.get("revenue"))));
        Map<String, String> found = new TreeMap<>();
        JsonNode grid = shop.ask("/api/rfm?" + AT + "&scoring=" + scoring);
        grid.get("segments").forEach(segment -> {
            if (segment.get("people").asInt() > 0) {
                found.put(
                        segment.get("segment").asString(),
                        segment.get("people").asInt() + " "
                                + segment.get("orders").asInt() + " "
                                + cents(segment.get("value").get("amount").asString()));
            }
        });
        assertThat(found).isEqualTo(known);
        assertThat(grid.get("people").asInt()).isEqualTo(2_357);
        assertThat(grid.get("asOf").asString()).isEqualTo("1998-06-30");
        assertThat(grid.get("grid")
                        .valueStream()
                        .mapToInt(cell -> cell.get("people").asInt())
                        .sum())
                .isEqualTo(2_357);
    }

    @Test
    void pages_put_together_are_the_whole_list() {
        List<String> pages = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = shop.ask("/api/rfm/users?segment=Champions&limit=97&" + AT + "&cursor=" + cursor);
            page.get("items").forEach(person -> pages.add(person.get("userId").asString()));
            cursor = page.get("next").isNull() ? "" : page.get("next").asString();
        } while (!cursor.isEmpty());
        List<String> whole = Table.parse(shop.flywheel()
                        .http()
                        .text("/api/rfm/users?segment=Champions&format=csv&" + AT)
                        .lines()
                        .toList())
                .stream()
                .map(row -> row.get("userId"))
                .toList();
        assertThat(pages).isEqualTo(whole).doesNotHaveDuplicates().hasSizeGreaterThan(97);
    }

    @Test
    void people_who_moved_add_up_to_those_who_were_there() {
        JsonNode before = shop.ask("/api/rfm?at=1998-01-01T00:00:00Z");
        JsonNode after = shop.ask("/api/rfm?" + AT);
        JsonNode movement = shop.ask("/api/rfm/movement?from=1998-01-01T00:00:00Z&to=1998-07-01T00:00:00Z");
        Map<String, Integer> left = new HashMap<>();
        Map<String, Integer> reached = new HashMap<>();
        movement.get("moves").forEach(move -> {
            left.merge(move.get("from").asString(), move.get("people").asInt(), Integer::sum);
            reached.merge(move.get("to").asString(), move.get("people").asInt(), Integer::sum);
        });
        before.get("segments")
                .forEach(segment -> assertThat(
                                left.getOrDefault(segment.get("segment").asString(), 0))
                        .isEqualTo(segment.get("people").asInt()));
        after.get("segments")
                .forEach(segment -> assertThat(
                                reached.getOrDefault(segment.get("segment").asString(), 0))
                        .isEqualTo(segment.get("people").asInt()));
    }

    private static String cents(String amount) {
        return new BigDecimal(amount)
                .setScale(2, java.math.RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
