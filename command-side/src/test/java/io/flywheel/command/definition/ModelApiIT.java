package io.flywheel.command.definition;

import static io.flywheel.command.definition.Texts.lineOf;
import static io.flywheel.command.definition.Texts.shop;
import static io.flywheel.command.definition.Texts.wrong;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class ModelApiIT {
    private DefinitionNode node;
    private MockMvc http;

    @BeforeEach
    void start() {
        node = new DefinitionNode();
        http = MockMvcBuilders.standaloneSetup(new ModelApi(node.definitions, node.models, node.adoptions))
                .setControllerAdvice(new ModelProblems())
                .build();
    }

    @Test
    void the_list_names_active_models_first_and_drafts_with_no_active_version() throws Exception {
        node.publish("kiosk", shop("kiosk", 2));
        node.publish("shop", shop("shop", 2));
        node.publish("shop", shop("shop", 3));
        node.activate("shop", 1);
        http.perform(get("/api/models"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$", hasSize(2)))
                .andExpect(jsonPath("$[0].id").value("shop"))
                .andExpect(jsonPath("$[0].titles.zh").value("小店"))
                .andExpect(jsonPath("$[0].active").value(1))
                .andExpect(jsonPath("$[0].versions", hasSize(2)))
                .andExpect(jsonPath("$[0].stages[2].name").value("gone"))
                .andExpect(jsonPath("$[0].stages[2].lost").value(true))
                .andExpect(jsonPath("$[1].id").value("kiosk"))
                .andExpect(jsonPath("$[1].active").isEmpty());
    }

    @Test
    void a_model_is_shown_in_its_active_version_with_text_stages_rules_and_silence() throws Exception {
        node.publish("shop", shop("shop", 2));
        node.publish("shop", shop("shop", 3));
        node.activate("shop", 1);
        http.perform(get("/api/models/shop"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.version").value(1))
                .andExpect(jsonPath("$.active").value(1))
                .andExpect(jsonPath("$.text").value(shop("shop", 2)))
                .andExpect(jsonPath("$.silence").value("PT720H"))
                .andExpect(jsonPath("$.stages", hasSize(3)))
                .andExpect(jsonPath("$.rules[0].name").value("came-often"))
                .andExpect(jsonPath("$.rules[0].to").value("regular"))
                .andExpect(jsonPath("$.rules[0].when").value("count(\"Order Completed\") >= 2"))
                .andExpect(jsonPath("$.publishedBy").value("ada"));
    }

    @Test
    void any_version_is_shown_when_asked_for() throws Exception {
        node.publish("shop", shop("shop", 2));
        node.publish("shop", shop("shop", 3));
        node.activate("shop", 1);
        http.perform(get("/api/models/shop?version=2"))
                .andExpect(jsonPath("$.version").value(2))
                .andExpect(jsonPath("$.active").value(1));
    }

    @Test
    void the_text_alone_is_answered_to_those_who_accept_yaml() throws Exception {
        node.publish("shop", shop("shop", 2));
        http.perform(get("/api/models/shop").accept(MediaType.APPLICATION_YAML))
                .andExpect(status().isOk())
                .andExpect(content().contentType(MediaType.APPLICATION_YAML))
                .andExpect(content().bytes(shop("shop", 2).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void json_is_answered_to_those_who_accept_anything() throws Exception {
        node.publish("shop", shop("shop", 2));
        http.perform(get("/api/models/shop").accept(MediaType.ALL))
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_JSON));
    }

    @Test
    void a_text_is_published_as_a_draft_whatever_its_content_type_says() throws Exception {
        for (String type : new String[] {"application/yaml", "text/plain", "application/octet-stream"}) {
            start();
            send("shop", shop("shop", 2), type)
                    .andExpect(status().isCreated())
                    .andExpect(header().string("Location", "/api/models/shop?version=1"))
                    .andExpect(jsonPath("$.version").value(1))
                    .andExpect(jsonPath("$.titles.zh").value("小店"))
                    .andExpect(jsonPath("$.active").isEmpty());
        }
    }

    @Test
    void the_same_text_again_is_answered_with_the_version_that_has_it() throws Exception {
        node.publish("shop", shop("shop", 2));
        send("shop", shop("shop", 2), "application/yaml")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.versions", hasSize(1)));
    }

    @Test
    void a_wrong_text_is_refused_with_every_problem_named() throws Exception {
        String text = wrong("shop");
        send("shop", text, "application/yaml")
                .andExpect(status().is(422))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.problems[0].file").value("shop.yaml"))
                .andExpect(jsonPath("$.problems[0].line").value(lineOf(text, "howOften")))
                .andExpect(jsonPath("$.problems[0].reason").value(containsString("howOften")));
    }

    @Test
    void an_empty_body_is_refused() throws Exception {
        http.perform(put("/api/models/shop"))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.problems[0].line").value(1));
    }

    @Test
    void a_text_beyond_all_measure_is_refused() throws Exception {
        send("shop", "#".repeat(TextTooLarge.LIMIT_BYTES + 1), "application/yaml")
                .andExpect(status().is(413));
    }

    @Test
    void a_draft_is_activated_in_an_empty_store() throws Exception {
        node.publish("shop", shop("shop", 2));
        http.perform(post("/api/models/shop/activate?version=1"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.active").value(1));
    }

    @Test
    void activation_with_recorded_people_is_accepted_and_shows_how_far_they_are() throws Exception {
        node.publish("shop", shop("shop", 2));
        node.recordSomebody();
        http.perform(post("/api/models/shop/activate"))
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.active").value(1))
                .andExpect(jsonPath("$.adoption.version").value(1))
                .andExpect(jsonPath("$.adoption.state").value("running"))
                .andExpect(jsonPath("$.adoption.people").isEmpty())
                .andExpect(jsonPath("$.adoption.adopted").value(0))
                .andExpect(jsonPath("$.adoption.startedAt").isNotEmpty());
        node.adoptions.counted(node.adoptions.next(), 1);
        node.adoptions.walked(node.adoptions.next(), "abcdefghijklmnopqrstuv", 1);
        http.perform(get("/api/models/shop"))
                .andExpect(jsonPath("$.adoption.people").value(1))
                .andExpect(jsonPath("$.adoption.adopted").value(1))
                .andExpect(jsonPath("$.adoption.finishedAt").isEmpty());
        node.adoptions.finished(node.adoptions.next());
        http.perform(post("/api/models/shop/activate"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.adoption.state").value("done"))
                .andExpect(jsonPath("$.adoption.finishedAt").isNotEmpty());
    }

    @Test
    void what_was_never_published_is_not_found() throws Exception {
        node.publish("shop", shop("shop", 2));
        for (String path :
                new String[] {"/api/models/stall", "/api/models/shop?version=2", "/api/models/shop?version=0"}) {
            http.perform(get(path))
                    .andExpect(status().isNotFound())
                    .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
        }
        http.perform(post("/api/models/shop/activate?version=7")).andExpect(status().isNotFound());
        http.perform(post("/api/models/stall/activate")).andExpect(status().isNotFound());
    }

    private ResultActions send(String model, String text, String contentType) throws Exception {
        return http.perform(
                put("/api/models/" + model).contentType(contentType).content(text.getBytes(StandardCharsets.UTF_8)));
    }
}
