package io.flywheel.query.winback;

import static io.flywheel.query.winback.CampaignStory.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.Micros;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.IdentityReleased;
import io.flywheel.api.lifecycle.LifecycleMerged;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.query.PersonWorld;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Whom a campaign would have begun for, and what would have come of it. */
class BacktestIT extends BacktestWorld {
    @Autowired
    private OneAtATime oneAtATime;

    @Test
    void everybody_who_was_lost_would_have_been_addressed_or_held_out() throws Exception {
        lost(said(true, 1), left(100), returned(104));
        String held = somebody(true);
        tell(held, said(true, 1), left(101), returned(102));
        lost(left(101.5));
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
        assertAnswers(
                answer,
                "assumptions",
                "[\"clock-of-the-zone\",\"nothing-in-the-way\",\"no-other-messages\",\"other-win-backs\","
                        + "\"noticed-at-once\",\"as-known-now\"]");
        assertThat(answer.at("/days/1").toString())
                .isEqualTo("{\"day\":\"2026-04-12\",\"entered\":2,\"begun\":2,\"declined\":0,\"addressed\":0,"
                        + "\"heldOut\":1,\"blocked\":1,\"postponed\":0}");
    }

    @ParameterizedTest
    @CsvSource({
        // hours after she was lost at which that became known; the campaign's news limit is 72
        "71.99, 0",
        "72, 0",
        "72.01, 1",
    })
    void what_became_known_too_late_is_told_and_begins_nothing_where_that_counts(double hours, int late)
            throws Exception {
        String stream = lost(said(true, 1), left(100));
        ledger.jdbc.update(
                "UPDATE ledger_event SET recorded_at = ? WHERE stream = ? AND type = 'ChurnDetected'",
                Micros.of(day(100).plusMillis(Math.round(hours * 3_600_000))),
                stream);
        JsonNode atOnce = backtest("");
        assertAnswers(atOnce, "entered", "1");
        assertAnswers(atOnce, "late", String.valueOf(late));
        assertAnswers(atOnce, "begun", "1");
        JsonNode recorded = backtest("&noticed=as-recorded");
        assertAnswers(recorded, "entered", "1");
        assertAnswers(recorded, "begun", String.valueOf(1 - late));
        assertAnswers(recorded, "declined", late == 0 ? "{}" : "{\"historical\":1}");
        assertThat(recorded.at("/assumptions").toString()).contains("noticed-as-recorded");
    }

    @Test
    void silence_that_no_event_tells_of_yet_is_noticed_at_once() throws Exception {
        lost(bought("o", 80, "5", "CNY"), entered("revenue", 80), said(true, 1));
        assertAnswers(backtest("&noticed=as-recorded"), "begun", "1");
    }

    @Test
    void who_asks_while_another_one_is_worked_on_is_told_to_ask_again() throws Exception {
        String said = oneAtATime.answer(() -> {
            try {
                return mvc.perform(post(PATH))
                        .andExpect(status().isTooManyRequests())
                        .andExpect(header().string("Retry-After", "10"))
                        .andReturn()
                        .getResponse()
                        .getContentAsString();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(said).contains("Ask again");
        backtest("");
    }

    @Test
    void nothing_is_written_to_any_store() throws Exception {
        lost(said(true, 1), left(100));
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

    @Test
    void another_win_back_that_was_really_under_way_comes_first() throws Exception {
        append("campaign:other", CampaignStory.published("other", 1, TEXT.replace(ID, "other")));
        lost(said(true, 1), left(100), new WinBackStarted("o", "other", 1, "aarrr", "churn", day(99), day(99)));
        lost(said(true, 1), left(100), new WinBackStarted("p", "other", 1, "aarrr", "churn", day(100), day(100.1)));
        lost(said(true, 1), left(100), started("r", 99));
        JsonNode answer = backtest("");
        assertAnswers(answer, "declined", "{\"under-way\":1}");
        assertAnswers(answer, "begun", "2");
    }

    @Test
    void a_silence_that_has_ended_counts_though_no_event_says_so_yet() throws Exception {
        String stream = lost(bought("o", 80, "5", "CNY"), entered("revenue", 80), said(true, 1));
        lost(bought("p", 92, "5", "CNY"), entered("revenue", 92), said(true, 1));
        JsonNode answer = backtest("");
        assertThat(isHeldOut(stream)).isFalse();
        assertAnswers(answer, "entered", "1");
        assertAnswers(answer, "addressed", "{\"1\":1,\"2\":1}");
        assertThat(answer.at("/days/0/day").asString())
                .isEqualTo(day(140).toString().substring(0, 10));
    }

    @Test
    void what_was_corrected_merged_or_forgotten_is_told_as_it_is_known_now() throws Exception {
        String corrected = lost(said(true, 1), left(100));
        append(corrected, new PathCorrected("aarrr", 1, List.of(silence(100)), List.of()));
        String forgotten = lost(said(true, 1), left(100));
        append(
                forgotten,
                new IdentityReleased(0, "userId", PersonWorld.INDEX.of(ExternalId.user(forgotten)), "forgotten", null));
        String before = lost(said(true, 1));
        String after = lost(left(100));
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
        lost(said(true, 1), entered("activation", 100), entered("revenue", 101));
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
        lost(said(true, 1), left(100));
        assertAnswers(backtest("&days=52"), "entered", "1");
        assertAnswers(backtest("&days=50"), "entered", "0");
        assertAnswers(backtest("&version=1"), "version", "1");
        assertAnswers(backtest(""), "version", "2");
    }

    @ParameterizedTest
    @CsvSource({
        "we-miss-you, days=0, 400, from 1 to 3660",
        "we-miss-you, days=many, 400, from 1 to 3660",
        "we-miss-you, noticed=never, 400, at-once",
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
        refused(post("/api/winback/" + campaign + "/backtest?" + query), status, says);
    }
}
