package io.flywheel.query.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.query.PersonWorld;
import io.flywheel.query.platform.TestLedger;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Each verb, each wrong use, and the shapes that scripts rely on. */
@SpringBootTest(classes = PersonWorld.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
class ReplayApiIT {
    private static final String JSON = "application/json";

    @Autowired
    private TestLedger ledger;

    @Autowired
    private WebApplicationContext context;

    private MockMvc http;

    @BeforeEach
    void given_some_people() {
        http = MockMvcBuilders.webAppContextSetup(context).build();
        for (int person = 0; person < 10; person++) {
            ledger.append("person-" + person, new LifecycleOpened("web", List.of()));
        }
    }

    private ResultActions start(String body) throws Exception {
        return http.perform(post("/api/replays").contentType(JSON).content(body));
    }

    private ResultActions take(String id, String step) throws Exception {
        return http.perform(post("/api/replays/{id}/{step}", id, step));
    }

    private ResultActions look(String id) throws Exception {
        return http.perform(get("/api/replays/{id}", id));
    }

    private void awaitState(String id, String state) {
        await().untilAsserted(() -> look(id).andExpect(jsonPath("$.state").value(state)));
    }

    private void awaitPeople(int generation, int people) {
        await().untilAsserted(() -> assertThat(ledger.jdbc.queryForObject(
                        "SELECT COUNT(*) FROM stage_person_rows WHERE generation = ?", Integer.class, generation))
                .isEqualTo(people));
    }

    /** The generation whose rows answer. */
    private int answering() {
        return ledger.jdbc.queryForObject("SELECT MIN(generation) FROM stage_person", Integer.class);
    }

    @Test
    void a_replay_is_accepted_and_answers_once_it_has_caught_up() throws Exception {
        start("{\"projection\":\"stage\"}")
                .andExpect(status().isAccepted())
                .andExpect(header().string("Location", "/api/replays/stage-2"))
                .andExpect(jsonPath("$.id").value("stage-2"))
                .andExpect(jsonPath("$.projection").value("stage"))
                .andExpect(jsonPath("$.generation").value(2))
                .andExpect(jsonPath("$.state").value("running"))
                .andExpect(jsonPath("$.head").value(12))
                .andExpect(jsonPath("$.live").value(1))
                .andExpect(jsonPath("$.switch").value("automatically"))
                .andExpect(jsonPath("$.startedAt").value("2026-06-01T00:00:00Z"))
                .andExpect(jsonPath("$.finishedAt").value(nullValue()));
        awaitState("stage-2", "live");
        look("stage-2")
                .andExpect(jsonPath("$.position").value(12))
                .andExpect(jsonPath("$.live").value(2))
                .andExpect(jsonPath("$.secondsLeft").value(0))
                .andExpect(jsonPath("$.rollbackTo").value(1))
                .andExpect(jsonPath("$.error").value(nullValue()));
        awaitPeople(2, 10);
        awaitPeople(1, 10);
        assertThat(answering()).isEqualTo(2);
        http.perform(get("/api/projections"))
                .andExpect(jsonPath("$[?(@.name == 'stage')].generation").value(2));
    }

    @Test
    void by_hand_the_old_rows_answer_until_somebody_switches_over() throws Exception {
        start("{\"projection\":\"stage\",\"switch\":\"by-hand\"}")
                .andExpect(jsonPath("$.switch").value("by-hand"));
        awaitState("stage-2", "ready");
        ledger.append("late", new LifecycleOpened("web", List.of()));
        awaitPeople(2, 11);
        awaitPeople(1, 11);
        assertThat(answering()).isEqualTo(1);
        take("stage-2", "rollback")
                .andExpect(status().isConflict())
                .andExpect(content().contentType("application/problem+json"));
        take("stage-2", "discard").andExpect(status().isConflict());
        take("stage-2", "switch")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("live"));
        assertThat(answering()).isEqualTo(2);
        take("stage-2", "switch").andExpect(status().isOk());
        take("stage-2", "cancel")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail", containsString("rolled back")));
    }

    @Test
    void going_back_lets_the_old_rows_answer_which_have_been_kept_up_to_date() throws Exception {
        start("{\"projection\":\"stage\"}");
        awaitState("stage-2", "live");
        ledger.append("late", new LifecycleOpened("web", List.of()));
        awaitPeople(2, 11);
        take("stage-2", "rollback")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("rolled-back"))
                .andExpect(jsonPath("$.live").value(1))
                .andExpect(jsonPath("$.rollbackTo").value(nullValue()));
        assertThat(answering()).isEqualTo(1);
        awaitPeople(1, 11);
        awaitPeople(2, 0);
        take("stage-2", "rollback").andExpect(status().isOk());
        take("stage-2", "switch")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail", containsString("rows are gone")));
        look("stage-2").andExpect(jsonPath("$.position").value(13));
    }

    @Test
    void what_is_discarded_is_deleted_and_cannot_be_gone_back_to() throws Exception {
        start("{\"projection\":\"stage\"}");
        awaitState("stage-2", "live");
        take("stage-2", "discard")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("live"))
                .andExpect(jsonPath("$.rollbackTo").value(nullValue()));
        take("stage-2", "discard").andExpect(status().isOk());
        awaitPeople(1, 0);
        awaitNothingOf("stage-1");
        take("stage-2", "rollback")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail", containsString("given up")));
        assertThat(answering()).isEqualTo(2);
    }

    @Test
    void the_next_replay_discards_what_the_one_before_kept_and_replaces_it() throws Exception {
        start("{\"projection\":\"stage\"}");
        awaitState("stage-2", "live");
        start("{\"projection\":\"stage\"}").andExpect(jsonPath("$.id").value("stage-3"));
        awaitState("stage-3", "live");
        look("stage-2")
                .andExpect(jsonPath("$.state").value("replaced"))
                .andExpect(jsonPath("$.rollbackTo").value(nullValue()));
        awaitPeople(1, 0);
        take("stage-2", "rollback").andExpect(status().isConflict());
        take("stage-3", "rollback").andExpect(jsonPath("$.live").value(2));
        look("stage-2").andExpect(jsonPath("$.state").value("live"));
    }

    @Test
    void what_is_cancelled_leaves_no_row_and_no_token() throws Exception {
        start("{\"projection\":\"stage\",\"switch\":\"by-hand\"}");
        awaitState("stage-2", "ready");
        take("stage-2", "cancel")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("cancelled"));
        take("stage-2", "cancel").andExpect(status().isOk());
        awaitPeople(2, 0);
        awaitNothingOf("stage-2");
        awaitPeople(1, 10);
        start("{\"projection\":\"stage\"}").andExpect(jsonPath("$.id").value("stage-3"));
        awaitState("stage-3", "live");
    }

    private void awaitNothingOf(String id) {
        await().untilAsserted(() -> {
            assertThat(ledger.jdbc.queryForList("SELECT processor FROM query_token", String.class))
                    .doesNotContain(id);
            assertThat(ledger.jdbc.queryForList("SELECT name FROM read_model_removal", String.class))
                    .isEmpty();
            assertThat(ledger.jdbc.queryForList(
                            "SELECT CONCAT(name, '-', generation) FROM read_model_position", String.class))
                    .doesNotContain(id);
        });
    }

    @Test
    void a_second_replay_of_the_same_read_model_is_refused_with_the_id_of_the_first() throws Exception {
        start("{\"projection\":\"stage\",\"switch\":\"by-hand\"}");
        start("{\"projection\":\"timeline\"}").andExpect(status().isAccepted());
        start("{\"projection\":\"stage\"}")
                .andExpect(status().isConflict())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.replay").value("stage-2"))
                .andExpect(jsonPath("$.detail", containsString("/api/replays/stage-2")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"projection\":\"stages\"} | no read model stages. There are: consent, definition, ",
                "{}                          | \"projection\" is missing",
                "{\"projection\":7}          | must be a text",
                "{\"projecton\":\"stage\"}   | \"projecton\" means nothing here",
                "{\"projection\":\"stage\",\"switch\":\"now\"} | or \"by-hand\"",
                "[\"stage\"]                 | must be an object",
                "{\"projection\":            | no JSON",
            })
    void a_body_with_a_mistake_is_refused_with_what_to_write(String body, String says) throws Exception {
        start(body)
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.detail", containsString(says.strip())));
    }

    @Test
    void without_a_body_or_for_a_replay_that_is_not_there_it_says_what_to_do() throws Exception {
        http.perform(post("/api/replays").contentType(JSON)).andExpect(status().isBadRequest());
        http.perform(post("/api/replays").contentType("text/plain").content("stage"))
                .andExpect(status().isUnsupportedMediaType());
        look("stage-9").andExpect(status().isNotFound());
        for (String step : List.of("switch", "rollback", "cancel", "discard")) {
            take("stage-9", step)
                    .andExpect(status().isNotFound())
                    .andExpect(jsonPath("$.detail", containsString("GET /api/replays")));
        }
        take("stage-9", "undo").andExpect(status().isNotFound());
    }

    @Test
    void the_list_has_the_newest_first_and_is_read_page_by_page() throws Exception {
        for (String name : List.of("stage", "timeline", "identity")) {
            start("{\"projection\":\"" + name + "\"}");
        }
        http.perform(get("/api/replays?limit=2"))
                .andExpect(jsonPath("$.items", hasSize(2)))
                .andExpect(jsonPath("$.items[0].id").value("timeline-2"))
                .andExpect(jsonPath("$.items[1].id").value("stage-2"))
                .andDo(page -> {
                    String next = page.getResponse().getContentAsString().replaceAll(".*\"next\":\"([^\"]*)\".*", "$1");
                    http.perform(get("/api/replays").param("limit", "2").param("cursor", next))
                            .andExpect(jsonPath("$.items", hasSize(1)))
                            .andExpect(jsonPath("$.items[0].id").value("identity-2"))
                            .andExpect(jsonPath("$.next").value(nullValue()));
                });
        http.perform(get("/api/replays?limit=0")).andExpect(status().isBadRequest());
        http.perform(get("/api/replays?cursor=!")).andExpect(status().isBadRequest());
        http.perform(get("/api/replays?cursor=MTIz")).andExpect(status().isBadRequest());
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, same-origin, 202",
        "Origin, https://evil.example, 403",
        "Origin, null, 403",
        "Origin, http://localhost, 202",
    })
    void a_page_of_another_site_cannot_begin_one(String name, String value, int expected) throws Exception {
        http.perform(post("/api/replays")
                        .header("Host", "localhost")
                        .header(name, value)
                        .contentType(JSON)
                        .content("{\"projection\":\"stage\"}"))
                .andExpect(status().is(expected));
        http.perform(post("/replays")
                        .header("Host", "localhost")
                        .header(name, value)
                        .param("projection", "timeline"))
                .andExpect(status().is(expected == 202 ? 302 : 403));
        http.perform(get("/api/replays").header(name, value)).andExpect(status().isOk());
    }
}
