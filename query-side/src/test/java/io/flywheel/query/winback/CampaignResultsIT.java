package io.flywheel.query.winback;

import static io.flywheel.query.PersonWorld.linked;
import static io.flywheel.query.winback.CampaignStory.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.LifecycleMerged;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.LifecycleResumed;
import io.flywheel.api.lifecycle.OfferMade;
import io.flywheel.api.lifecycle.Offered;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.api.winback.CampaignEnded;
import io.flywheel.api.winback.CampaignPaused;
import io.flywheel.api.winback.Newcombe;
import io.flywheel.api.winback.SendingStopped;
import io.flywheel.query.PersonWorld;
import io.flywheel.query.platform.TestLedger;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a campaign has come to, asked over HTTP on the first of June. */
@SpringBootTest(classes = PersonWorld.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
class CampaignResultsIT {
    @Autowired
    private TestLedger ledger;

    @Autowired
    private WebApplicationContext context;

    private final JsonMapper json = JsonMapper.builder().build();
    private MockMvc mvc;
    private long last;

    @BeforeEach
    void publish() {
        mvc = MockMvcBuilders.webAppContextSetup(context).build();
        append("campaign:" + ID, published());
    }

    private void append(String stream, Object... events) {
        last = ledger.append(stream, events).getLast().position();
    }

    private String person(String name, Object... events) {
        String stream = LifecycleId.random().value();
        append(stream, new LifecycleOpened("shop", List.of()), linked(0, ExternalId.user(name)));
        if (events.length > 0) {
            append(stream, events);
        }
        return stream;
    }

    private JsonNode ask(String path) throws Exception {
        String separator = path.contains("?") ? "&" : "?";
        return json.readTree(mvc.perform(get(path + separator + "after=" + last))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    private JsonNode results() throws Exception {
        return ask("/api/winback/" + ID);
    }

    /** Nine of ten addressed came back, and three of ten held out: the second row of Newcombe's table. */
    private void tenAndTen() {
        for (int i = 0; i < 10; i++) {
            String sent = person("sent-" + i, started("s" + i, 10), made("s" + i, 1, 10), made("s" + i, 2, 13));
            String held = person("held-" + i, started("h" + i, 10), heldOut("h" + i, 10));
            if (i < 9) {
                append(sent, returned(15), bought("so" + i, 15, "10." + i, "CNY"));
            }
            if (i < 3) {
                append(held, returned(12), bought("ho" + i, 12, "20.00", "CNY"));
            }
        }
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
    void a_correction_takes_a_return_back_and_a_later_episode_counts_nobody_twice() throws Exception {
        String ada = person("ada", started("e1", 10), made("e1", 1, 10), returned(12));
        append(ada, started("e2", 100), made("e2", 1, 100), returned(101));
        assertThat(results().at("/returned/addressed").asLong()).isEqualTo(1);
        assertThat(results().at("/addressedPeople").asLong()).isEqualTo(1);
        append(ada, new PathCorrected("aarrr", 1, List.of(returned(12).transition()), List.of()));
        assertThat(results().at("/returned/addressed").asLong()).isZero();
    }

    @Test
    void people_who_turn_out_to_be_one_count_once_and_not_at_all_where_their_arms_differ() throws Exception {
        String ada = person("ada", started("e1", 10), made("e1", 1, 10));
        String adas = person("ada2", started("e2", 11), made("e2", 1, 11));
        String bob = person("bob", started("e3", 10), made("e3", 1, 10));
        String bobs = person("bob2", started("e4", 10), heldOut("e4", 10));
        append(adas, new LifecycleMerged(new LifecycleId(ada), "identify"));
        append(
                ada,
                new PathCorrected("aarrr", 1, List.of(), List.of(returned(12).transition())));
        append(bobs, new LifecycleMerged(new LifecycleId(bob), "identify"));
        JsonNode results = results();
        assertThat(results.at("/addressedPeople").asLong()).isEqualTo(1);
        assertThat(results.at("/addressed").toString()).isEqualTo("{\"1\":1}");
        assertThat(results.at("/heldOut").asLong()).isZero();
        assertThat(results.at("/returned/addressed").asLong()).isEqualTo(1);
        assertThat(results.at("/mergedAcrossArms").asLong()).isEqualTo(1);
        assertThat(results.at("/eligible").asLong()).isEqualTo(2);
        append(bobs, new LifecycleResumed(new LifecycleId(bob), List.of(), "api", Offered.NOTHING));
        JsonNode apart = results();
        assertThat(apart.at("/mergedAcrossArms").asLong()).isZero();
        assertThat(apart.at("/heldOut").asLong()).isEqualTo(1);
    }

    @Test
    void a_campaign_with_a_goal_counts_those_who_entered_that_stage() throws Exception {
        append("campaign:onward", CampaignStory.published("onward", 1, ONWARD));
        String ada = person("ada");
        append(
                ada,
                new WinBackStarted("g1", "onward", 1, "aarrr", "activation", day(9), day(10)),
                new OfferMade("g1", "onward", 1, 1, "email", "onward", "m", day(10), inputs(true, "0.9")),
                entered("retention", 11),
                returned(12));
        assertThat(ask("/api/winback/onward").at("/returned/addressed").asLong())
                .isZero();
        append(ada, entered("revenue", 13));
        JsonNode results = ask("/api/winback/onward");
        assertThat(results.at("/returned/addressed").asLong()).isEqualTo(1);
        String bob = person("bob");
        append(
                bob,
                new WinBackStarted("g2", "onward", 1, "aarrr", "activation", day(9), day(10)),
                new OfferMade("g2", "onward", 1, 1, "email", "onward", "m2", day(10), inputs(true, "0.9")),
                entered("referral", 11));
        assertThat(ask("/api/winback/onward").at("/returned/addressed").asLong())
                .as("whoever skips the goal has reached it")
                .isEqualTo(2);
        assertThat(results.at("/goal").asString()).isEqualTo("revenue");
        assertThat(results.at("/cost/total").isNull()).isTrue();
    }

    @Test
    void a_campaign_that_wants_people_to_stay_counts_those_who_were_not_lost_until_the_end() throws Exception {
        String text = ONWARD.replace("onward", "stay").replace("goal: revenue", "goal: activation");
        append("campaign:stay", CampaignStory.published("stay", 1, text));
        for (String name : List.of("ada", "bob", "eve")) {
            String stream = person(name);
            append(
                    stream,
                    new WinBackStarted("e-" + name, "stay", 1, "aarrr", "activation", day(9), day(10)),
                    new OfferMade(
                            "e-" + name, "stay", 1, 1, "email", "stay", "m-" + name, day(10), inputs(true, "0.9")));
            if (!name.equals("ada")) {
                append(stream, left(name.equals("bob") ? 19.99 : 20));
            }
        }
        assertThat(ask("/api/winback/stay").at("/returned/addressed").asLong()).isEqualTo(2);
        assertThat(ask("/api/winback/stay?at=" + day(19.999))
                        .at("/returned/addressed")
                        .asLong())
                .isZero();
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

    @Test
    void every_campaign_is_listed_with_its_state() throws Exception {
        tenAndTen();
        append("campaign:onward", CampaignStory.published("onward", 1, ONWARD));
        append("campaign:" + ID, new CampaignPaused(ID, "test"));
        JsonNode all = ask("/api/winback");
        assertThat(all).hasSize(2);
        assertThat(all.at("/0/campaign").asString()).isEqualTo(ID);
        assertThat(all.at("/0/state").asString()).isEqualTo("paused");
        assertThat(all.at("/0/people").asLong()).isEqualTo(20);
        assertThat(all.at("/0/addressed").asLong()).isEqualTo(10);
        assertThat(all.at("/0/returned/heldOut").asLong()).isEqualTo(3);
        assertThat(all.at("/1/state").asString()).isEqualTo("draft");
        assertThat(all.at("/1/sendingStopped").asBoolean()).isFalse();
        append("campaign:" + ID, new CampaignEnded(ID, true, "test"));
        assertThat(ask("/api/winback").at("/0/state").asString()).isEqualTo("finishing");
        append("campaign:" + ID, new CampaignEnded(ID, false, "test"));
        append("campaigns", new SendingStopped("trouble", "test"));
        assertThat(ask("/api/winback").at("/0/state").asString()).isEqualTo("ended");
        assertThat(ask("/api/winback").at("/1/sendingStopped").asBoolean()).isTrue();
    }

    @Test
    void the_ledger_tells_every_decision_with_its_inputs_page_by_page() throws Exception {
        tenAndTen();
        person("eve", started("b1", 10), blocked("b1", 1, "consent", 10.5));
        String path = "/api/winback/" + ID + "/ledger";
        JsonNode first = ask(path + "?limit=1&decision=blocked");
        assertThat(first.at("/items/0/userId").asString()).isEqualTo("eve");
        assertThat(first.at("/items/0/reason").asString()).isEqualTo("consent");
        assertThat(first.at("/items/0/inputs/purpose").asString()).isEqualTo("email");
        assertThat(first.at("/items/0/inputs/consent").asBoolean()).isFalse();
        assertThat(first.at("/items/0/inputs/consentAt").isMissingNode()).isTrue();
        assertThat(first.at("/next").isNull()).isTrue();
        JsonNode held = ask(path + "?decision=held-out&limit=1");
        assertThat(held.at("/items/0/inputs/draw").asDouble()).isEqualTo(0.125);
        assertThat(held.at("/items/0/inputs/holdOut").asDouble()).isEqualTo(0.2);
        int seen = 0;
        String cursor = "";
        do {
            JsonNode page = ask(path + "?limit=7" + cursor);
            seen += page.at("/items").size();
            cursor = page.at("/next").isNull()
                    ? ""
                    : "&cursor=" + page.at("/next").asString();
        } while (!cursor.isEmpty());
        assertThat(seen).isEqualTo(10 * 3 + 10 * 2 + 2);
        String csv = mvc.perform(get(path + "?reason=consent&after=" + last).accept("text/csv"))
                .andExpect(content().contentTypeCompatibleWith("text/csv"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(csv.lines()).hasSize(2);
        assertThat(csv).contains(",eve,1,b1,blocked,1,consent,", ",email,false,,1,3,Asia/Shanghai,,0.2");
        assertThat(mvc.perform(get(path + "?format=csv&after=" + last))
                        .andReturn()
                        .getResponse()
                        .getContentAsString()
                        .lines())
                .hasSize(1 + 52);
    }

    @Test
    void a_question_that_cannot_be_answered_says_what_to_do() throws Exception {
        refused("/api/winback/nothing", 404, "There are: we-miss-you.");
        refused("/api/winback/nothing/ledger?format=csv", 404, "There are: we-miss-you.");
        refused("/api/winback/" + ID + "?at=yesterday", 400, "Write 1998");
        refused("/api/winback/" + ID + "?from=2026-02-01&at=2026-01-01", 400, "is after");
        refused("/api/winback/" + ID + "?currency=XXX", 400, "Nothing was bought");
        refused("/api/winback/" + ID + "?knownAt=position:1", 501, "timeline");
        refused("/api/winback/" + ID + "/ledger?decision=perhaps", 400, "held-out");
        refused("/api/winback/" + ID + "/ledger?limit=0", 400, "1 to 1000");
    }

    private void refused(String path, int status, String says) throws Exception {
        String separator = path.contains("?") ? "&" : "?";
        mvc.perform(get(path + separator + "after=" + last))
                .andExpect(status().is(status))
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.detail", containsString(says)));
    }
}
