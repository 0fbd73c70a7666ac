package io.flywheel.query.stage;

import static io.flywheel.query.stage.Story.*;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.query.money.MoneyProjection;
import io.flywheel.query.platform.Parameters;
import io.flywheel.query.platform.TestProblems;
import io.flywheel.query.platform.TestReadModels;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** The shapes that scripts rely on. */
class StageApiIT {
    private final TestReadModels models = new TestReadModels(new StageProjection(), new MoneyProjection());
    private final MockMvc http = MockMvcBuilders.standaloneSetup(new StageApi(
                    new StageQueries(models.ledger.jdbc, models.scan, models.snapshot, models.positions),
                    new HistoryQueries(models.ledger.jdbc, models.snapshot, models.positions),
                    new TransitionQueries(models.ledger.jdbc, models.snapshot, models.positions),
                    models.models(AARRR),
                    new Parameters(Clock.fixed(day(100), ZoneOffset.UTC), ZoneOffset.UTC),
                    models.positions))
            .setControllerAdvice(TestProblems.advice())
            .build();

    private void tellAFewLives() {
        models.activate("aarrr", 1);
        models.activate("five-stage", 1);
        models.tell(
                "ada",
                new LifecycleOpened("shop", List.of()),
                visited(1, 0, "ads"),
                entered(null, "acquisition", 1, 0));
        models.tell("ada", bought(2, 50, "12.5", "o1"), entered("acquisition", "revenue", 2, 50));
        models.tell(
                "grace",
                new LifecycleOpened("shop", List.of()),
                visited(1, 10, "web"),
                entered(null, "acquisition", 1, 10));
    }

    @Test
    void people_per_stage() throws Exception {
        tellAFewLives();
        http.perform(get("/api/stages"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.model").value("aarrr"))
                .andExpect(jsonPath("$.at").value("2026-04-11T00:00:00Z"))
                .andExpect(jsonPath("$.people").value(2))
                .andExpect(jsonPath("$.position").value(12))
                .andExpect(jsonPath("$.stages", hasSize(4)))
                .andExpect(jsonPath("$.stages[0].stage").value("acquisition"))
                .andExpect(jsonPath("$.stages[0].people").value(0))
                .andExpect(jsonPath("$.stages[0].value", hasSize(0)))
                .andExpect(jsonPath("$.stages[2].stage").value("revenue"))
                .andExpect(jsonPath("$.stages[2].people").value(1))
                .andExpect(jsonPath("$.stages[2].value[0].amount").value("12.50"))
                .andExpect(jsonPath("$.stages[2].value[0].currency").value("CNY"))
                .andExpect(jsonPath("$.stages[3].stage").value("churn"))
                .andExpect(jsonPath("$.stages[3].people").value(1))
                .andExpect(jsonPath("$.channels").doesNotExist());
    }

    @Test
    void people_per_stage_at_a_date_on_a_channel_and_by_channel() throws Exception {
        tellAFewLives();
        http.perform(get("/api/stages?at=2026-01-20&channel=web"))
                .andExpect(jsonPath("$.at").value("2026-01-20T00:00:00Z"))
                .andExpect(jsonPath("$.people").value(1));
        http.perform(get("/api/stages?at=2026-01-20T08:00:00+08:00&by=channel&after=12"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.channels", hasSize(2)))
                .andExpect(jsonPath("$.channels[0].channel").value("ads"))
                .andExpect(jsonPath("$.channels[0].people").value(1))
                .andExpect(jsonPath("$.channels[0].stages", hasSize(4)));
    }

    @Test
    void people_over_time() throws Exception {
        tellAFewLives();
        http.perform(get("/api/stages/history?interval=month&from=2026-01-01&to=2026-03-01"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.interval").value("month"))
                .andExpect(jsonPath("$.periods", hasSize(2)))
                .andExpect(jsonPath("$.periods[0].period").value("2026-01"))
                .andExpect(jsonPath("$.periods[0].at").value("2026-02-01T00:00:00Z"))
                .andExpect(jsonPath("$.periods[0].people").value(2))
                .andExpect(jsonPath("$.periods[1].stages[2].people").value(1))
                .andExpect(jsonPath("$.position").value(12));
    }

    @Test
    void moves_between_stages() throws Exception {
        tellAFewLives();
        http.perform(get("/api/stages/transitions?from=2026-01-01&to=2026-04-01"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.transitions", hasSize(3)))
                .andExpect(jsonPath("$.transitions[0].from", nullValue()))
                .andExpect(jsonPath("$.transitions[0].count").value(2))
                .andExpect(jsonPath("$.transitions[1].from").value("acquisition"))
                .andExpect(jsonPath("$.transitions[1].to").value("revenue"))
                .andExpect(jsonPath("$.transitions[1].kind").value("entered"))
                .andExpect(jsonPath("$.transitions[1].medianSeconds").value(50 * 86_400.0))
                .andExpect(jsonPath("$.transitions[2].to").value("churn"))
                .andExpect(jsonPath("$.transitions[2].kind").value("churned"));
    }

    @Test
    void a_question_that_cannot_be_answered_gets_a_problem_that_says_what_to_do() throws Exception {
        tellAFewLives();
        refused("/api/stages?at=yesterday", 400, "Write 1998-07-01T00:00:00Z");
        refused("/api/stages?model=flywheel", 400, "Active are: aarrr, five-stage");
        refused("/api/stages?by=country", 400, "by=channel");
        refused("/api/stages?knownAt=position:3", 501, "timeline");
        refused("/api/stages/history?interval=year", 400, "day, week, month");
        refused("/api/stages/history?from=2026-02-01&to=2026-01-01", 400, "is after");
        refused("/api/stages/transitions?from=2026-02-01&to=2026-01-01", 400, "is after");
        refused("/api/stages?after=99", 503, "The log ends at position 12");
        http.perform(get("/api/stages?after=99")).andExpect(header().string("Retry-After", "1"));
    }

    @Test
    void without_any_model_it_says_what_is_missing() throws Exception {
        refused("/api/stages", 503, "Publish and activate");
    }

    private void refused(String path, int status, String says) throws Exception {
        http.perform(get(path))
                .andExpect(status().is(status))
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.status").value(status))
                .andExpect(jsonPath("$.detail", containsString(says)));
    }
}
