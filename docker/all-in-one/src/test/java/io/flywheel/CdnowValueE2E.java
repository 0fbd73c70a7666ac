package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the customers of a real shop were worth equals what was computed elsewhere. */
class CdnowValueE2E {
    private static final double CENTS = 0.005;

    private static CdnowShop shop;
    private static JsonNode value;

    @BeforeAll
    static void open() {
        shop = CdnowShop.open();
        value = shop.ask("/api/ltv?at=1998-07-01T00:00:00Z&interval=month");
    }

    @Test
    void the_figures_of_the_whole_shop_are_the_known_ones() throws IOException {
        JsonNode known =
                JsonMapper.shared().readTree(Files.readString(Cdnow.file().resolveSibling("cdnow_sample_kpi.json")));
        assertThat(value.get("people").asInt()).isEqualTo(known.get("customers").asInt());
        assertThat(value.get("buyers").asInt()).isEqualTo(known.get("customers").asInt());
        assertThat(value.get("orders").asInt()).isEqualTo(known.get("orders").asInt());
        assertThat(amount(value.get("revenue")))
                .isEqualByComparingTo(known.get("revenue").decimalValue());
        assertMoney(value.get("aov"), known.get("aov"));
        assertMoney(value.get("arpu"), known.get("arpu_lifetime"));
        assertRate(value.get("repeatRate"), known.get("repeat_purchase_rate_orders"));
        assertRate(value.get("repeatRateDays"), known.get("repeat_purchase_rate_days"));
        JsonNode habits = value.get("habits");
        assertRate(habits.get("medianDaysBetween"), known.get("median_interpurchase_days"));
        assertRate(habits.get("meanDaysBetween"), known.get("mean_interpurchase_days"));
        JsonNode ltv = known.get("historic_ltv");
        assertMoney(habits.get("median"), ltv.get("median"));
        assertMoney(habits.get("max"), ltv.get("max"));
        assertRate(habits.get("topTenthShare"), ltv.get("top10pct_share"));
        assertThat(habits.get("silent90Days").asInt())
                .isEqualTo(known.get("recency_churned_90d").asInt());
        assertThat(habits.get("silent180Days").asInt())
                .isEqualTo(known.get("recency_churned_180d").asInt());
    }

    @Test
    void the_figures_of_every_month_are_the_known_ones() {
        List<Map<String, String>> months = CdnowShop.known("cdnow_sample_kpi_monthly.csv");
        assertThat(value.get("periods").size()).isEqualTo(months.size());
        for (int i = 0; i < months.size(); i++) {
            Map<String, String> known = months.get(i);
            JsonNode found = value.get("periods").get(i);
            assertThat(found.get("period").asString()).isEqualTo(known.get("month"));
            assertThat(found.get("complete").asBoolean()).isTrue();
            assertThat(found.get("orders").asString()).isEqualTo(known.get("orders"));
            assertThat(found.get("active").asString()).isEqualTo(known.get("active"));
            assertThat(found.get("buyersToDate").asString()).isEqualTo(known.get("customers_to_date"));
            assertMoney(found.get("revenue"), known.get("revenue"));
            assertMoney(found.get("aov"), known.get("aov"));
            assertMoney(found.get("arpuActive"), known.get("arpu_active"));
            assertMoney(found.get("arpuAll"), known.get("arpu_all"));
        }
    }

    @Test
    void every_cell_of_every_cohort_is_the_known_one() {
        Map<String, JsonNode> cells = new HashMap<>();
        value.get("cohorts")
                .forEach(cohort -> cohort.get("cells")
                        .forEach(cell -> cells.put(
                                cohort.get("cohort").asString() + " "
                                        + cell.get("index").asInt(),
                                cell)));
        List<Map<String, String>> known = CdnowShop.known("cdnow_sample_retention_monthly.csv");
        assertThat(cells).hasSameSizeAs(known);
        for (Map<String, String> row : known) {
            JsonNode cell = cells.get(row.get("cohort_month") + " " + row.get("month_index"));
            assertThat(cell.get("active").asString()).isEqualTo(row.get("active_exact"));
            assertMoney(cell.get("revenue"), row.get("cohort_revenue"));
            assertMoney(cell.get("cumulative"), row.get("cohort_cum_revenue"));
        }
    }

    @Test
    void groups_add_up_to_everybody_whichever_way_people_are_told_apart() {
        for (String by : List.of("channel", "stage", "segment")) {
            JsonNode answer = shop.ask("/api/ltv?at=1998-07-01T00:00:00Z&by=" + by);
            assertThat(answer.get("groups")).as(by).isNotEmpty();
            assertThat(answer.get("groups")
                            .valueStream()
                            .mapToInt(group -> group.get("people").asInt())
                            .sum())
                    .as(by)
                    .isEqualTo(2_357);
            assertThat(answer.get("groups")
                            .valueStream()
                            .map(group -> amount(group.get("revenue")))
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as(by)
                    .isEqualByComparingTo("244091.94");
        }
    }

    @Test
    void champions_by_segment_are_those_of_the_grid() {
        JsonNode grid = shop.ask("/api/rfm?at=1998-07-01T00:00:00Z");
        JsonNode groups =
                shop.ask("/api/ltv?at=1998-07-01T00:00:00Z&by=segment").get("groups");
        Map<String, BigDecimal> revenue = new HashMap<>();
        groups.forEach(group -> revenue.put(group.get("group").asString(), amount(group.get("revenue"))));
        grid.get("segments").forEach(segment -> {
            if (segment.get("people").asInt() > 0) {
                assertThat(revenue.get(segment.get("segment").asString()))
                        .isEqualByComparingTo(amount(segment.get("value")));
            }
        });
    }

    private static BigDecimal amount(JsonNode money) {
        assertThat(money.get("currency").asString()).isEqualTo("USD");
        return new BigDecimal(money.get("amount").asString());
    }

    private static void assertMoney(JsonNode found, String known) {
        assertThat(amount(found).doubleValue()).isCloseTo(Double.parseDouble(known), within(CENTS));
    }

    private static void assertMoney(JsonNode found, JsonNode known) {
        assertMoney(found, known.asString());
    }

    private static void assertRate(JsonNode found, JsonNode known) {
        assertThat(found.asDouble()).isCloseTo(known.asDouble(), within(1e-6));
    }
}
