package io.flywheel.query.winback;

import static io.flywheel.query.winback.CampaignStory.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flywheel.api.winback.Newcombe;
import io.flywheel.query.PersonWorld;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a campaign has come to, in figures. */
class CampaignResultsIT extends CampaignWorld {
    private JsonNode results() throws Exception {
        return ask("/api/winback/" + ID);
    }

    @Test
    void both_arms_stand_side_by_side_with_the_interval_of_the_paper() throws Exception {
        tenAndTen();
        JsonNode results = results();
        assertThat(results.at("/state").asString()).isEqualTo("active");
        assertThat(results.at("/within").asString()).isEqualTo("P10D");
        assertThat(results.at("/steps/1/after").asString()).isEqualTo("P3D");
        assertThat(results.at("/people").asLong()).isEqualTo(20);
        assertThat(results.at("/eligible").asLong()).isEqualTo(20);
        assertThat(results.at("/heldOut").asLong()).isEqualTo(10);
        assertThat(results.at("/addressed").toString()).isEqualTo("{\"1\":10,\"2\":10}");
        assertThat(results.at("/addressedPeople").asLong()).isEqualTo(10);
        assertThat(results.at("/returned").toString()).isEqualTo("{\"addressed\":9,\"heldOut\":3}");
        assertThat(results.at("/arms/addressed/rate").asDouble()).isEqualTo(0.9);
        assertThat(results.at("/uplift/value").asDouble()).isCloseTo(0.6, within(1e-12));
        assertThat(results.at("/uplift/low").asDouble()).isCloseTo(0.1705, within(0.00005));
        assertThat(results.at("/uplift/high").asDouble()).isCloseTo(0.8090, within(0.00005));
        assertThat(results.at("/uplift/source").asString()).isEqualTo(Newcombe.SOURCE);
        assertThat(results.at("/conclusion").asString()).isEqualTo("works");
        assertThat(results.at("/position").asLong()).isEqualTo(last);
    }

    /** 10.0 to 10.8 and nothing, beside three times 20 and seven times nothing; the interval is that of SciPy's Welch test. */
    @Test
    void revenue_is_compared_per_person_and_the_messages_are_set_against_what_they_brought() throws Exception {
        tenAndTen();
        JsonNode results = results();
        assertThat(results.at("/currency").asString()).isEqualTo("CNY");
        assertThat(results.at("/arms/addressed/revenue/amount").asString()).isEqualTo("93.60");
        assertThat(results.at("/arms/addressed/revenuePerPerson/amount").asString())
                .isEqualTo("9.36");
        assertThat(results.at("/arms/heldOut/revenue/amount").asString()).isEqualTo("60.00");
        assertThat(results.at("/revenueUplift/value/amount").asString()).isEqualTo("3.36");
        assertThat(results.at("/revenueUplift/low/amount").asDouble()).isCloseTo(-3.739803, within(1e-5));
        assertThat(results.at("/revenueUplift/high/amount").asDouble()).isCloseTo(10.459803, within(1e-5));
        assertThat(results.at("/cost/messages").asLong()).isEqualTo(20);
        assertThat(results.at("/cost/total/amount").asString()).isEqualTo("1.00");
        // six more came back than without
        assertThat(results.at("/costPerReturn/amount").asString()).isEqualTo("0.166667");
        assertThat(results.at("/costPerReturnReason").isNull()).isTrue();
        assertThat(results.at("/missing")).isEmpty();
    }

    @Test
    void a_campaign_that_reached_nobody_says_what_is_missing_and_no_number_that_is_none() throws Exception {
        JsonNode results = results();
        assertThat(results.toString()).doesNotContain("NaN", "Infinity");
        assertThat(results.at("/uplift").isNull()).isTrue();
        assertThat(results.at("/revenueUplift").isNull()).isTrue();
        assertThat(results.at("/arms/addressed/rate").isNull()).isTrue();
        assertThat(results.at("/costPerReturn").isNull()).isTrue();
        assertThat(results.at("/costPerReturnReason").asString()).isEqualTo("nothing-to-compare");
        assertThat(results.at("/conclusion").asString()).isEqualTo("nothing-to-compare");
        assertThat(results.at("/missing/0").toString())
                .isEqualTo("{\"figure\":\"uplift\",\"what\":\"addressed\",\"found\":0,\"needed\":1}");
    }

    @Test
    void one_of_each_has_a_wide_interval_and_no_revenue_to_tell() throws Exception {
        person("ada", started("e1", 10), made("e1", 1, 10), returned(11));
        person("bob", started("e2", 10), heldOut("e2", 10), bought("o", 11, "5", "CNY"));
        JsonNode results = results();
        assertThat(results.at("/uplift/value").asDouble()).isEqualTo(1);
        assertThat(results.at("/uplift/low").asDouble()).isNegative();
        assertThat(results.at("/conclusion").asString()).isEqualTo("undecided");
        assertThat(results.at("/revenueUplift/value/amount").asString()).isEqualTo("-5.00");
        assertThat(results.at("/revenueUplift/low").isNull()).isTrue();
        assertThat(results.at("/missing")).hasSize(2);
    }

    @Test
    void where_no_more_came_back_a_return_has_no_cost() throws Exception {
        person("ada", started("e1", 10), made("e1", 1, 10));
        person("bob", started("e2", 10), heldOut("e2", 10), returned(11));
        JsonNode results = results();
        assertThat(results.at("/costPerReturn").isNull()).isTrue();
        assertThat(results.at("/costPerReturnReason").asString()).isEqualTo("uplift-not-positive");
    }

    @Test
    void a_return_counts_from_the_draw_until_within_has_passed() throws Exception {
        person("early", started("e1", 10), made("e1", 1, 10), returned(9.999));
        person("at-once", started("e2", 10), made("e2", 1, 10), returned(10));
        person("just", started("e3", 10), made("e3", 1, 10), returned(19.999));
        person("late", started("e4", 10), made("e4", 1, 10), returned(20));
        assertThat(results().at("/returned/addressed").asLong()).isEqualTo(2);
    }

    @Test
    void only_those_whose_time_is_over_are_compared() throws Exception {
        person("ada", started("e1", 10), made("e1", 1, 10), returned(12));
        person("bob", started("e2", 10.1), heldOut("e2", 10.1));
        JsonNode then = ask("/api/winback/" + ID + "?at=" + day(20));
        assertThat(then.at("/arms/addressed/people").asLong()).isEqualTo(1);
        assertThat(then.at("/arms/heldOut/people").asLong()).isZero();
        assertThat(then.at("/notYet").toString()).isEqualTo("{\"addressed\":0,\"heldOut\":1}");
        assertThat(then.at("/returned/addressed").asLong()).isEqualTo(1);
        JsonNode before = ask("/api/winback/" + ID + "?at=" + day(12));
        assertThat(before.at("/returned/addressed").asLong()).isZero();
        assertThat(before.at("/notYet").toString()).isEqualTo("{\"addressed\":1,\"heldOut\":1}");
        assertThat(ask("/api/winback/" + ID + "?at=" + day(9)).at("/people").asLong())
                .isZero();
        assertThat(ask("/api/winback/" + ID + "?from=" + day(10.05))
                        .at("/eligible")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void whoever_is_blocked_declined_or_put_off_is_counted_once_for_each_reason() throws Exception {
        person("ada", started("e1", 10), blocked("e1", 1, "consent", 10), blocked("e1", 2, "consent", 13));
        person("bob", started("e2", 10), blocked("e2", 1, "cap", 10), made("e2", 2, 13));
        person("eve", declined("historical", 10), declined("historical", 11), declined("cool-down", 12));
        person("joe", started("e3", 10), postponed("e3", 1, "quiet-hours", 10));
        JsonNode results = results();
        assertThat(results.at("/eligible").asLong()).isEqualTo(2);
        assertThat(results.at("/people").asLong()).isEqualTo(3);
        assertThat(results.at("/blocked").toString()).isEqualTo("{\"cap\":1,\"consent\":1}");
        assertThat(results.at("/declined").toString()).isEqualTo("{\"cool-down\":1,\"historical\":1}");
        assertThat(results.at("/postponed").toString()).isEqualTo("{\"quiet-hours\":1}");
        assertThat(results.at("/addressed").toString()).isEqualTo("{\"2\":1}");
    }

    @Test
    void refunds_lower_revenue_and_other_currencies_are_told_beside_it() throws Exception {
        person(
                "ada",
                started("e1", 10),
                made("e1", 1, 10),
                bought("o1", 11, "30", "CNY"),
                PersonWorld.recorded(PersonWorld.facts(
                        "r1",
                        "Order Refunded",
                        day(12).toString(),
                        new io.flywheel.api.Money(new java.math.BigDecimal("10"), "CNY"),
                        "o1")),
                bought("o2", 11, "7", "EUR"),
                bought("o3", 20, "99", "CNY"));
        assertThat(results().at("/arms/addressed/revenue/amount").asString()).isEqualTo("20.00");
        assertThat(results().at("/otherCurrencies/0").asString()).isEqualTo("EUR");
        assertThat(ask("/api/winback/" + ID + "?currency=EUR")
                        .at("/arms/addressed/revenue/amount")
                        .asString())
                .isEqualTo("7.00");
    }
}
