package io.flywheel.command.campaign;

import static io.flywheel.command.campaign.CampaignTexts.comeBack;
import static io.flywheel.command.campaign.CampaignTexts.onward;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class CampaignApiIT {
    private static final String HELLO = comeBack("back", "hello");

    private CampaignNode node;
    private MockMvc http;

    @BeforeEach
    void start() {
        node = new CampaignNode();
        http = MockMvcBuilders.standaloneSetup(
                        new CampaignApi(node.control, node.campaigns), new SendingApi(node.control, node.campaigns))
                .setControllerAdvice(new CampaignProblems())
                .build();
    }

    @Test
    void the_list_tells_how_every_campaign_stands_and_what_it_is_for() throws Exception {
        node.publish("back", HELLO);
        node.publish("onward", onward("onward", "visitor"));
        node.publish("onward", onward("onward", "regular"));
        node.activate("onward", 1);
        http.perform(get("/api/campaigns"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$", hasSize(2)))
                .andExpect(jsonPath("$[0].id").value("onward"))
                .andExpect(jsonPath("$[0].state").value("active"))
                .andExpect(jsonPath("$[0].titles.zh").value("回来吧"))
                .andExpect(jsonPath("$[0].model").value("shop"))
                .andExpect(jsonPath("$[0].stage").value("visitor"))
                .andExpect(jsonPath("$[0].goal").value("regular"))
                .andExpect(jsonPath("$[0].active").value(1))
                .andExpect(jsonPath("$[0].versions", hasSize(2)))
                .andExpect(jsonPath("$[1].state").value("draft"))
                .andExpect(jsonPath("$[1].goal").isEmpty())
                .andExpect(jsonPath("$[1].active").isEmpty());
    }

    @Test
    void a_campaign_is_shown_with_everything_it_may_do() throws Exception {
        node.publish("back", HELLO);
        http.perform(get("/api/campaigns/back"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.version").value(1))
                .andExpect(jsonPath("$.state").value("draft"))
                .andExpect(jsonPath("$.within").value("PT720H"))
                .andExpect(jsonPath("$.newsLimit").value("PT72H"))
                .andExpect(jsonPath("$.coolDown").value("PT2160H"))
                .andExpect(jsonPath("$.holdOut").value(0.1))
                .andExpect(jsonPath("$.zone").value("Z"))
                .andExpect(jsonPath("$.quietHours.from").value("21:00"))
                .andExpect(jsonPath("$.quietHours.to").value("09:00"))
                .andExpect(jsonPath("$.cap.messages").value(2))
                .andExpect(jsonPath("$.cap.per").value("PT168H"))
                .andExpect(jsonPath("$.purpose").value("email"))
                .andExpect(jsonPath("$.cost.amount").value("0.05"))
                .andExpect(jsonPath("$.steps[0].number").value(1))
                .andExpect(jsonPath("$.steps[0].after").value("PT0S"))
                .andExpect(jsonPath("$.steps[0].template").value("hello"))
                .andExpect(jsonPath("$.publishedBy").value("ada"))
                .andExpect(jsonPath("$.publishedAt").isNotEmpty())
                .andExpect(jsonPath("$.text").value(HELLO));
    }

    @Test
    void the_version_activated_last_is_shown_unless_another_is_asked_for() throws Exception {
        node.publish("back", HELLO);
        node.publish("back", comeBack("back", "gift"));
        http.perform(get("/api/campaigns/back")).andExpect(jsonPath("$.version").value(2));
        node.activate("back", 1);
        http.perform(get("/api/campaigns/back")).andExpect(jsonPath("$.version").value(1));
        http.perform(get("/api/campaigns/back?version=2"))
                .andExpect(jsonPath("$.version").value(2))
                .andExpect(jsonPath("$.steps[0].template").value("gift"))
                .andExpect(jsonPath("$.active").value(1));
    }

    @Test
    void the_text_alone_is_answered_to_those_who_accept_yaml() throws Exception {
        node.publish("back", HELLO);
        http.perform(get("/api/campaigns/back").accept(MediaType.APPLICATION_YAML))
                .andExpect(status().isOk())
                .andExpect(content().contentType(MediaType.APPLICATION_YAML))
                .andExpect(content().bytes(HELLO.getBytes(StandardCharsets.UTF_8)));
        http.perform(get("/api/campaigns/back").accept(MediaType.ALL))
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_JSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "text/plain", "application/octet-stream"})
    void a_text_is_published_as_a_draft_whatever_its_content_type_says(String type) throws Exception {
        send(HELLO, type)
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", "/api/campaigns/back?version=1"))
                .andExpect(jsonPath("$.state").value("draft"))
                .andExpect(jsonPath("$.version").value(1));
        send(HELLO, type).andExpect(status().isOk()).andExpect(jsonPath("$.versions", hasSize(1)));
    }

    @Test
    void a_wrong_text_is_refused_with_every_problem_named() throws Exception {
        send(HELLO.replace("gone", "lost").replace("10%", "60%"), "application/yaml")
                .andExpect(status().is(422))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.problems", hasSize(2)))
                .andExpect(jsonPath("$.problems[0].file").value("back.yaml"))
                .andExpect(jsonPath("$.problems[0].line").value(5))
                .andExpect(jsonPath("$.problems[0].reason").value(containsString("no stage 'lost'")))
                .andExpect(jsonPath("$.problems[1].line").value(6));
        http.perform(put("/api/campaigns/back")).andExpect(status().is(422));
        http.perform(get("/api/campaigns")).andExpect(jsonPath("$", hasSize(0)));
    }

    @Test
    void a_text_is_checked_without_being_published() throws Exception {
        http.perform(post("/api/campaigns/back/check").content(HELLO))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.good").value(true))
                .andExpect(jsonPath("$.problems", hasSize(0)));
        http.perform(post("/api/campaigns/forth/check").content(HELLO.replace("email", "E-mail")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.good").value(false))
                .andExpect(jsonPath("$.problems", hasSize(2)))
                .andExpect(jsonPath("$.problems[0].reason").value(containsString("sent as 'forth'")))
                .andExpect(jsonPath("$.problems[1].line").value(9));
        http.perform(get("/api/campaigns")).andExpect(jsonPath("$", hasSize(0)));
    }

    @Test
    void a_text_beyond_all_measure_is_refused() throws Exception {
        String large = "#".repeat(CampaignProblems.MOST_BYTES + 1);
        send(large, "application/yaml").andExpect(status().is(413));
        http.perform(post("/api/campaigns/back/check").content(large)).andExpect(status().is(413));
    }

    @Test
    void a_campaign_is_activated_paused_and_ended() throws Exception {
        node.publish("back", HELLO);
        told("activate", "active").andExpect(jsonPath("$.active").value(1));
        told("pause", "paused").andExpect(jsonPath("$.active").value(1));
        told("activate", "active");
        told("end?inFlight=finish", "finishing").andExpect(jsonPath("$.active").isEmpty());
        told("end?inFlight=stop", "ended");
        told("activate?version=1", "active");
    }

    @Test
    void only_a_draft_or_an_ended_campaign_starts_under_the_newest_version_by_itself() throws Exception {
        node.publish("back", HELLO);
        node.activate("back", 1);
        node.pause("back");
        node.publish("back", comeBack("back", "gift"));
        told("activate", "active").andExpect(jsonPath("$.active").value(1));
        told("activate", "active").andExpect(jsonPath("$.active").value(1));
        told("activate?version=2", "active").andExpect(jsonPath("$.active").value(2));
        node.publish("back", HELLO);
        told("end?inFlight=stop", "ended");
        told("activate", "active").andExpect(jsonPath("$.active").value(3));
    }

    @Test
    void what_makes_no_sense_as_a_campaign_stands_is_a_conflict() throws Exception {
        node.publish("back", HELLO);
        http.perform(post("/api/campaigns/back/pause"))
                .andExpect(status().isConflict())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.detail").value(containsString("is a draft")));
        http.perform(post("/api/campaigns/back/end?inFlight=stop")).andExpect(status().isConflict());
    }

    @ParameterizedTest
    @ValueSource(strings = {"end", "end?inFlight=", "end?inFlight=perhaps"})
    void whoever_ends_a_campaign_says_what_becomes_of_those_in_it(String end) throws Exception {
        node.publish("back", HELLO);
        node.activate("back", 1);
        http.perform(post("/api/campaigns/back/" + end)).andExpect(status().isBadRequest());
        http.perform(get("/api/campaigns/back")).andExpect(jsonPath("$.state").value("active"));
    }

    @Test
    void what_was_never_published_is_not_found() throws Exception {
        node.publish("back", HELLO);
        for (String path : new String[] {"forth", "back?version=2", "back?version=0"}) {
            http.perform(get("/api/campaigns/" + path))
                    .andExpect(status().isNotFound())
                    .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
        }
        for (String path : new String[] {"back/activate?version=7", "forth/activate", "forth/pause"}) {
            http.perform(post("/api/campaigns/" + path)).andExpect(status().isNotFound());
        }
        http.perform(post("/api/campaigns/forth/end?inFlight=stop")).andExpect(status().isNotFound());
    }

    @Test
    void who_did_something_is_on_record() throws Exception {
        Principal bob = () -> "bob";
        http.perform(put("/api/campaigns/back").principal(bob).content(HELLO))
                .andExpect(jsonPath("$.publishedBy").value("bob"));
        http.perform(post("/api/sending/stop")
                        .principal(bob)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reason\":\"the wrong offer\"}"))
                .andExpect(jsonPath("$.by").value("bob"));
    }

    @Test
    void all_sending_is_stopped_for_a_reason_and_resumed() throws Exception {
        http.perform(get("/api/sending"))
                .andExpect(jsonPath("$.stopped").value(false))
                .andExpect(jsonPath("$.since").isEmpty());
        stop("{\"reason\":\"the wrong offer\"}").andExpect(status().isOk());
        stop("{\"reason\":\"another\"}").andExpect(status().isOk());
        http.perform(get("/api/sending"))
                .andExpect(jsonPath("$.stopped").value(true))
                .andExpect(jsonPath("$.reason").value("the wrong offer"))
                .andExpect(jsonPath("$.by").value("api"))
                .andExpect(jsonPath("$.since").isNotEmpty());
        http.perform(post("/api/sending/resume"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.stopped").value(false))
                .andExpect(jsonPath("$.reason").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\":\"  \"}", "{\"reason\":null}"})
    void sending_is_not_stopped_without_a_reason(String body) throws Exception {
        stop(body).andExpect(status().isBadRequest());
        http.perform(get("/api/sending")).andExpect(jsonPath("$.stopped").value(false));
    }

    private ResultActions stop(String body) throws Exception {
        return http.perform(post("/api/sending/stop")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private ResultActions told(String what, String state) throws Exception {
        return http.perform(post("/api/campaigns/back/" + what))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value(state));
    }

    private ResultActions send(String text, String contentType) throws Exception {
        return http.perform(
                put("/api/campaigns/back").contentType(contentType).content(text.getBytes(StandardCharsets.UTF_8)));
    }
}
