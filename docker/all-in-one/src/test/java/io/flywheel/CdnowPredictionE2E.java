package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is expected of the customers of a real shop equals what was computed elsewhere. */
class CdnowPredictionE2E {
    /** The parameters as they were published, rounded: the known figures of each customer are told by them. */
    private static final String ROUNDED = """
            {"until": "1997-10-01T00:00:00Z", "zone": "UTC", "currency": "USD",
             "buying": {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426, "logLikelihood": -9582.43, "people": 2357},
             "spending": {"p": 6.25, "q": 3.74, "gamma": 15.44, "logLikelihood": -4055.92, "people": 946}}
            """;

    private static final String CALIBRATED = "at=1997-10-01T00:00:00Z";

    private static CdnowShop shop;

    @BeforeAll
    static void open() {
        shop = CdnowShop.open();
    }

    @Test
    void buying_spending_and_the_hold_out_are_the_known_ones() throws IOException {
        JsonNode known = JsonMapper.shared()
                .readTree(Files.readString(Cdnow.file().resolveSibling("cdnow_sample_model_summary.json")));
        JsonNode model = shop.ask("/api/ltv/model?until=1997-10-01T00:00:00Z&holdoutDays=273");
        JsonNode buying = known.get("fits").get("bgnbd");
        assertThat(model.get("model").asString()).isEqualTo("bg-nbd");
        assertThat(model.get("converged").asBoolean()).isTrue();
        assertThat(model.get("people").asInt()).isEqualTo(2_357);
        for (String name : List.of("r", "alpha", "a", "b")) {
            assertNear(model, name, buying.get(name).asDouble(), within(2e-3));
        }
        assertNear(model, "logLikelihood", buying.get("LL").asDouble(), within(1e-3));
        JsonNode spending = known.get("fits").get("gamma_gamma");
        JsonNode spend = model.get("spend");
        for (String name : List.of("p", "q", "gamma")) {
            assertNear(
                    spend,
                    name,
                    spending.get(name).asDouble(),
                    within(5e-4 * spending.get(name).asDouble()));
        }
        assertNear(spend, "logLikelihood", spending.get("LL").asDouble(), within(1e-3));
        assertThat(spend.get("people").asInt()).isEqualTo(946);
        JsonNode holdout = model.get("holdout");
        JsonNode knownHoldout = known.get("holdout_39w");
        assertThat(holdout.get("actual").asInt()).isEqualTo(1_882);
        assertNear(holdout, "expected", knownHoldout.get("sum_expected_pub").asDouble(), within(1.0));
        assertNear(holdout, "mae", knownHoldout.get("mae").asDouble(), within(1e-3));
        assertNear(holdout, "correlation", knownHoldout.get("corr").asDouble(), within(1e-4));
    }

    @Test
    void what_is_expected_of_every_customer_by_published_parameters_is_the_known() {
        publish();
        Map<String, Map<String, String>> known = new HashMap<>();
        CdnowShop.known("cdnow_sample_bgnbd_gg_per_customer.csv")
                .forEach(row -> known.put(row.get("customer_id"), row));
        List<Map<String, String>> all = Table.parse(shop.flywheel()
                .http()
                .text("/api/ltv/users?format=csv&horizonDays=273&" + CALIBRATED)
                .lines()
                .toList());
        assertThat(all).hasSize(2_357);
        for (Map<String, String> person : all) {
            Map<String, String> expected = known.get(person.get("userId"));
            assertNear(person, "pAlive", expected, "p_alive", 1e-9);
            assertNear(person, "expectedOrders", expected, "exp_txn_39w", 1e-9);
            assertNear(person, "expectedSpend", expected, "exp_spend_per_txn", 1e-6);
            assertNear(person, "expectedValue", expected, "exp_value_39w", 1e-6);
            assertNear(person, "clv", expected, "clv_12m_1pct_month", 1e-6);
        }
    }

    @Test
    void the_parameters_are_shown_beside_the_prediction() {
        int version = publish();
        JsonNode person = shop.ask("/api/ltv/users/1?horizonDays=273&" + CALIBRATED);
        assertThat(person.get("model").get("version").asInt()).isEqualTo(version);
        assertThat(person.get("model").get("alpha").asDouble()).isEqualTo(4.414);
        assertThat(person.get("orders").asInt()).isEqualTo(3);
        assertThat(person.get("first").asString()).isEqualTo("1997-01-01");
        assertThat(person.get("prediction").get("pAlive").asDouble()).isCloseTo(0.726589722, within(1e-9));
        assertThat(shop.ask("/api/fits").get(0).get("version").asInt()).isEqualTo(version);
    }

    @Test
    void repeat_purchases_week_by_week_are_the_known_ones() {
        publish();
        JsonNode weeks = shop.ask("/api/ltv/model/tracking?until=1997-10-01T00:00:00Z&to=1998-07-01T00:00:00Z")
                .get("weeks");
        List<Map<String, String>> known = CdnowShop.known("cdnow_sample_weekly_tracking.csv");
        assertThat(weeks.size()).isEqualTo(known.size());
        for (int i = 0; i < known.size(); i++) {
            assertThat(weeks.get(i).get("week").asString())
                    .isEqualTo(known.get(i).get("week"));
            assertThat(weeks.get(i).get("end").asString())
                    .isEqualTo(known.get(i).get("week_end"));
            assertThat(weeks.get(i).get("actual").asString())
                    .as("week %s", known.get(i).get("week"))
                    .isEqualTo(known.get(i).get("actual_cum_repeat"));
            assertThat(weeks.get(i).get("expected").asDouble())
                    .isCloseTo(Double.parseDouble(known.get(i).get("bgnbd_expected_cum_repeat")), within(1e-6));
        }
    }

    @Test
    void what_is_missing_is_said_instead_of_predicting_from_too_little() {
        JsonNode model = shop.ask("/api/ltv/model?until=1997-01-05T00:00:00Z");
        assertThat(model.get("converged").asBoolean()).isFalse();
        assertThat(model.get("missing")
                        .valueStream()
                        .map(each -> each.get("what").asString()))
                .contains("buyers", "historyDays");
        JsonNode person = shop.ask("/api/ltv/users/1?at=1997-01-05T00:00:00Z");
        assertThat(person.has("prediction")).isFalse();
        assertThat(person.get("model").get("missing")).isNotEmpty();
        assertThat(person.get("orders").asInt()).isEqualTo(1);
        JsonNode refused = shop.flywheel().http().problem("/api/ltv/model?until=1997-01-05T00:00:00Z", 422);
        assertThat(refused.get("missing")).isNotEmpty();
    }

    @Test
    void a_fit_is_published_with_its_hold_out_and_used_from_then_on() {
        JsonNode published = shop.flywheel()
                .http()
                .post("/api/ltv/model?until=1997-12-01T00:00:00Z&holdoutDays=60", "application/json", "");
        int version = published.get("version").asInt();
        assertThat(published.get("holdout").get("days").asInt()).isEqualTo(60);
        shop.flywheel().http().awaitCaughtUp();
        assertThat(shop.ask("/api/ltv/users/1?at=1998-01-01T00:00:00Z")
                        .get("model")
                        .get("version")
                        .asInt())
                .isEqualTo(version);
        assertThat(shop.ask("/api/ltv/users/1?at=1997-11-01T00:00:00Z")
                        .get("model")
                        .path("version")
                        .asInt(0))
                .as("a model never knows what comes after the question")
                .isNotEqualTo(version);
    }

    private static int publish() {
        int version = shop.flywheel()
                .http()
                .post("/api/fits", "application/json", ROUNDED)
                .get("version")
                .asInt();
        shop.flywheel().http().awaitCaughtUp();
        return version;
    }

    private static void assertNear(JsonNode found, String name, double known, Offset<Double> within) {
        assertThat(found.get(name).asDouble()).as(name).isCloseTo(known, within);
    }

    private static void assertNear(
            Map<String, String> found, String name, Map<String, String> known, String column, double within) {
        assertThat(Double.parseDouble(found.get(name)))
                .as("%s of %s", name, found)
                .isCloseTo(Double.parseDouble(known.get(column)), within(within));
    }
}
