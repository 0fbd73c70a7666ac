package io.flywheel.query.winback;

import static io.flywheel.query.winback.CampaignStory.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.lifecycle.ChurnDetected;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** When steps would have been due, and what would have been decided about them. */
class BacktestStepsIT extends BacktestWorld {
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
        lost(
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
        lost(said(true, 1), left(100), returned(100.25));
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
        lost(said(true, 1), left(100));
        JsonNode answer = backtest("");
        assertAnswers(answer, "addressed", addressed);
        assertAnswers(answer, "blocked", blocked);
    }

    @ParameterizedTest
    @CsvSource({"109.99, 1", "110, 0"})
    void the_same_campaign_does_not_begin_again_before_it_has_cooled_down(double again, int declined) throws Exception {
        publish(2, TEXT.replace("purpose:", "coolDown: P10D\npurpose:"));
        lost(said(true, 1), left(100), returned(101), left(again));
        JsonNode answer = backtest("");
        assertAnswers(answer, "declined", declined == 0 ? "{}" : "{\"cool-down\":1}");
        assertAnswers(answer, "begun", "1");
        assertAnswers(answer, "messages", declined == 0 ? "3" : "1");
    }

    @Test
    void consent_withdrawn_between_two_steps_ends_it_and_consent_given_later_does_not_help() throws Exception {
        lost(said(true, 1), left(100), said(false, 102));
        lost(left(100), said(true, 101));
        JsonNode answer = backtest("");
        assertAnswers(answer, "addressed", "{\"1\":1,\"2\":1}");
        assertAnswers(answer, "blocked", "{\"consent\":1}");
        assertAnswers(answer, "ended", "{\"consent\":1}");
    }
}
