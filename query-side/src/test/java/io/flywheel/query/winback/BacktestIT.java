package io.flywheel.query.winback;

import static io.flywheel.query.PersonWorld.linked;
import static io.flywheel.query.winback.CampaignStory.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.IdentityReleased;
import io.flywheel.api.lifecycle.LifecycleMerged;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.api.winback.Draws;
import io.flywheel.query.PersonWorld;
import io.flywheel.query.platform.TestLedger;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Given what happened, what a campaign would have done: asked over HTTP on the first of June, day 151. */
@SpringBootTest(classes = PersonWorld.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
class BacktestIT {
    private static final String PATH = "/api/winback/" + ID + "/backtest";
    private static final Draws DRAWS = new Draws(PersonWorld.INDEX);

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
        append("campaign:" + ID, CampaignStory.published(ID, 1, TEXT));
    }

    private void publish(int version, String text) {
        append("campaign:" + ID, CampaignStory.published(ID, version, text));
    }

    private void append(String stream, Object... events) {
        last = ledger.append(stream, events).getLast().position();
    }

    /** Somebody who is addressed, or held out, under a hold-out of 20 %. */
    private static String somebody(boolean heldOut) {
        String stream = LifecycleId.random().value();
        while (isHeldOut(stream) != heldOut) {
            stream = LifecycleId.random().value();
        }
        return stream;
    }

    private static boolean isHeldOut(String stream) {
        return DRAWS.of(ID, new LifecycleId(stream)).compareTo(new BigDecimal("0.2")) < 0;
    }

    private void tell(String stream, Object... events) {
        append(stream, new LifecycleOpened("shop", List.of()), linked(0, ExternalId.user(stream)));
        append(stream, events);
    }

    private String person(Object... events) {
        String stream = somebody(false);
        tell(stream, events);
        return stream;
    }

    private static ConsentChanged said(boolean granted, double day) {
        return new ConsentChanged("email", granted, day(day), "form", null, null);
    }

    private JsonNode backtest(String parameters) throws Exception {
        return json.readTree(mvc.perform(post(PATH + "?after=" + last + parameters))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    private void assertAnswers(JsonNode answer, String field, String expected) {
        assertThat(answer.at("/" + field).toString()).as(field).isEqualTo(expected);
    }

    @Test
    void everybody_who_was_lost_would_have_been_addressed_or_held_out() throws Exception {
        person(said(true, 1), left(100), returned(104));
        String held = somebody(true);
        tell(held, said(true, 1), left(101), returned(102));
        person(left(101.5));
        JsonNode answer = backtest("");
        assertAnswers(answer, "entered", "3");
        assertAnswers(answer, "begun", "3");
        assertAnswers(answer, "addressed", "{\"1\":1,\"2\":1}");
        assertAnswers(answer, "addressedPeople", "1");
        assertAnswers(answer, "heldOut", "1");
        assertAnswers(answer, "messages", "2");
        assertAnswers(answer, "blocked", "{\"consent\":1}");
        assertAnswers(answer, "ended", "{\"returned\":1}");
        assertAnswers(answer, "returnedAnyway", "{\"addressed\":1,\"heldOut\":1}");
        assertAnswers(answer, "notYet", "{\"addressed\":0,\"heldOut\":0}");
        assertThat(answer.at("/cost/amount").asString()).isEqualTo("0.10");
        assertThat(answer.at("/from").asString()).isEqualTo(day(61).toString());
        assertThat(answer.at("/to").asString()).isEqualTo(PersonWorld.NOW.toString());
        assertThat(answer.at("/position").asLong()).isEqualTo(last);
        assertThat(answer.at("/assumptions/0").asString()).contains("UTC");
        assertThat(answer.at("/days/1").toString())
                .isEqualTo("{\"day\":\"2026-04-12\",\"entered\":2,\"begun\":2,\"declined\":0,\"addressed\":0,"
                        + "\"heldOut\":1,\"blocked\":1,\"postponed\":0}");
    }

    @Test
    void nothing_is_written_to_any_store() throws Exception {
        person(said(true, 1), left(100));
        backtest("");
        Map<String, Object> before = contents();
        assertThat(before).containsKeys("ledger_event", "winback_decision_rows", "stage_transition_rows");
        assertThat(backtest("").at("/addressedPeople").asLong()).isEqualTo(1);
        assertThat(contents()).isEqualTo(before);
    }

    /** Every table with all its rows. How far the read models have come is noted by them, not by a question. */
    private Map<String, Object> contents() {
        Map<String, Object> all = new TreeMap<>();
        for (String table : ledger.jdbc.queryForList(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = SCHEMA()", String.class)) {
            String name = table.toLowerCase(Locale.ROOT);
            if (!name.equals("query_token") && !name.endsWith("_schema_history")) {
                all.put(name, rows(table));
            }
        }
        return all;
    }

    private List<String> rows(String table) {
        return ledger.jdbc.query(
                "SELECT * FROM " + table,
                (row, number) -> IntStream.rangeClosed(1, row.getMetaData().getColumnCount())
                        .mapToObj(column -> text(row, column))
                        .toList()
                        .toString());
    }

    private static String text(ResultSet row, int column) {
        try {
            return String.valueOf(row.getString(column));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // quiet from nine in the evening until nine in the morning: when she was lost, postponed, when the message
        // would go
        "2026-04-10T20:59:59Z, 0, 2026-04-10",
        "2026-04-10T21:00:00Z, 1, 2026-04-11",
        "2026-04-11T08:59:59Z, 1, 2026-04-11",
        "2026-04-11T09:00:00Z, 0, 2026-04-11",
    })
    void quiet_hours_put_a_step_off(String lost, int postponed, String sent) throws Exception {
        publish(2, TEXT.replace("purpose:", "quietHours: {from: \"21:00\", to: \"09:00\"}\npurpose:"));
        double day = (Instant.parse(lost).toEpochMilli() - START.toEpochMilli()) / 86_400_000.0;
        Instant exact = Instant.parse(lost);
        ChurnDetected silence = left(day);
        person(
                said(true, 1),
                new ChurnDetected(
                        "aarrr",
                        1,
                        "revenue",
                        "churn",
                        "silence",
                        null,
                        silence.silentSince(),
                        silence.limit(),
                        exact));
        JsonNode answer = backtest("");
        assertAnswers(answer, "version", "2");
        assertAnswers(answer, "postponed", postponed == 0 ? "{}" : "{\"quiet-hours\":1}");
        assertThat(answer.at("/days")
                        .valueStream()
                        .filter(each -> each.at("/addressed").asLong() == 1)
                        .findFirst()
                        .orElseThrow()
                        .at("/day")
                        .asString())
                .isEqualTo(sent);
    }

    @Test
    void the_end_of_quiet_hours_may_come_after_she_is_back() throws Exception {
        publish(2, TEXT.replace("purpose:", "quietHours: {from: \"21:00\", to: \"09:00\"}\npurpose:"));
        person(said(true, 1), left(100), returned(100.25));
        JsonNode answer = backtest("");
        assertAnswers(answer, "postponed", "{\"quiet-hours\":1}");
        assertAnswers(answer, "addressed", "{}");
        assertAnswers(answer, "ended", "{\"returned\":1}");
        assertAnswers(answer, "returnedAnyway", "{\"addressed\":0,\"heldOut\":0}");
    }

    @ParameterizedTest
    @CsvSource({"P3D, '{\"1\":1,\"2\":1}', {}", "P4D, '{\"1\":1}', '{\"cap\":1}'"})
    void the_cap_counts_the_messages_that_would_have_been(String per, String addressed, String blocked)
            throws Exception {
        publish(2, TEXT.replace("purpose:", "cap: {messages: 1, per: " + per + "}\npurpose:"));
        person(said(true, 1), left(100));
        JsonNode answer = backtest("");
        assertAnswers(answer, "addressed", addressed);
        assertAnswers(answer, "blocked", blocked);
    }

    @ParameterizedTest
    @CsvSource({"109.99, 1", "110, 0"})
    void the_same_campaign_does_not_begin_again_before_it_has_cooled_down(double again, int declined) throws Exception {
        publish(2, TEXT.replace("purpose:", "coolDown: P10D\npurpose:"));
        person(said(true, 1), left(100), returned(101), left(again));
        JsonNode answer = backtest("");
        assertAnswers(answer, "declined", declined == 0 ? "{}" : "{\"cool-down\":1}");
        assertAnswers(answer, "begun", "1");
        assertAnswers(answer, "messages", declined == 0 ? "3" : "1");
    }

    @Test
    void another_win_back_that_was_really_under_way_comes_first() throws Exception {
        append("campaign:other", CampaignStory.published("other", 1, TEXT.replace(ID, "other")));
        person(said(true, 1), left(100), new WinBackStarted("o", "other", 1, "aarrr", "churn", day(99), day(99)));
        person(said(true, 1), left(100), new WinBackStarted("p", "other", 1, "aarrr", "churn", day(100), day(100.1)));
        person(said(true, 1), left(100), started("r", 99));
        JsonNode answer = backtest("");
        assertAnswers(answer, "declined", "{\"under-way\":1}");
        assertAnswers(answer, "begun", "2");
    }

    @Test
    void consent_withdrawn_between_two_steps_ends_it_and_consent_given_later_does_not_help() throws Exception {
        person(said(true, 1), left(100), said(false, 102));
        person(left(100), said(true, 101));
        JsonNode answer = backtest("");
        assertAnswers(answer, "addressed", "{\"1\":1,\"2\":1}");
        assertAnswers(answer, "blocked", "{\"consent\":1}");
        assertAnswers(answer, "ended", "{\"consent\":1}");
    }

    @Test
    void a_silence_that_has_ended_counts_though_no_event_says_so_yet() throws Exception {
        String stream = person(bought("o", 80, "5", "CNY"), entered("revenue", 80), said(true, 1));
        person(bought("p", 92, "5", "CNY"), entered("revenue", 92), said(true, 1));
        JsonNode answer = backtest("");
        assertThat(isHeldOut(stream)).isFalse();
        assertAnswers(answer, "entered", "1");
        assertAnswers(answer, "addressed", "{\"1\":1,\"2\":1}");
        assertThat(answer.at("/days/0/day").asString())
                .isEqualTo(day(140).toString().substring(0, 10));
    }

    @Test
    void what_was_corrected_merged_or_forgotten_is_told_as_it_is_known_now() throws Exception {
        String corrected = person(said(true, 1), left(100));
        append(corrected, new PathCorrected("aarrr", 1, List.of(silence(100)), List.of()));
        String forgotten = person(said(true, 1), left(100));
        append(
                forgotten,
                new IdentityReleased(0, "userId", PersonWorld.INDEX.of(ExternalId.user(forgotten)), "forgotten", null));
        String before = person(said(true, 1));
        String after = person(left(100));
        append(before, new LifecycleMerged(new LifecycleId(after), "identify"));
        JsonNode answer = backtest("");
        assertAnswers(answer, "entered", "1");
        assertAnswers(answer, "addressedPeople", "1");
    }

    @Test
    void a_campaign_with_a_goal_ends_where_it_is_reached() throws Exception {
        append(
                "campaign:onward",
                CampaignStory.published(
                        "onward",
                        1,
                        ONWARD.replace("steps: [", "steps: [{channel: email, template: first}, {after: P2D, ")
                                .replace("P2D, {", "P2D, ")));
        person(said(true, 1), entered("activation", 100), entered("revenue", 101));
        JsonNode answer = json.readTree(mvc.perform(post("/api/winback/onward/backtest?after=" + last))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
        assertAnswers(answer, "ended", "{\"goal\":1}");
        assertThat(answer.at("/returnedAnyway/addressed").asLong()
                        + answer.at("/returnedAnyway/heldOut").asLong())
                .isEqualTo(1);
    }

    @Test
    void only_the_days_asked_about_count_and_any_version_can_be_asked_for() throws Exception {
        publish(2, TEXT.replace("P3D", "P4D"));
        person(said(true, 1), left(100));
        assertAnswers(backtest("&days=52"), "entered", "1");
        assertAnswers(backtest("&days=50"), "entered", "0");
        assertAnswers(backtest("&version=1"), "version", "1");
        assertAnswers(backtest(""), "version", "2");
    }

    @ParameterizedTest
    @CsvSource({
        "we-miss-you, days=0, 400, from 1 to 3660",
        "we-miss-you, days=many, 400, from 1 to 3660",
        "we-miss-you, version=0, 400, no whole number",
        "we-miss-you, version=7, 404, The newest is 1.",
        "nothing, days=9, 404, There are: we-miss-you",
        "elsewhere, days=9, 422, none of its versions is active",
    })
    void a_question_that_cannot_be_answered_says_what_to_do(String campaign, String query, int status, String says)
            throws Exception {
        append(
                "campaign:elsewhere",
                CampaignStory.published(
                        "elsewhere", 1, TEXT.replace(ID, "elsewhere").replace("aarrr", "nowhere")));
        mvc.perform(post("/api/winback/" + campaign + "/backtest?" + query + "&after=" + last))
                .andExpect(status().is(status))
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.detail", containsString(says)));
    }
}
