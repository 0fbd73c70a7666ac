package io.flywheel.query.winback;

import static io.flywheel.query.PersonWorld.linked;
import static io.flywheel.query.winback.CampaignStory.*;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.query.PersonWorld;
import io.flywheel.query.platform.TestLedger;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A read side with one campaign, whose story is told event by event; it is asked over HTTP on the first of June. */
@SpringBootTest(classes = PersonWorld.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
abstract class CampaignWorld {
    @Autowired
    TestLedger ledger;

    @Autowired
    private WebApplicationContext context;

    final JsonMapper json = JsonMapper.builder().build();
    MockMvc mvc;
    long last;

    @BeforeEach
    void publish() {
        mvc = MockMvcBuilders.webAppContextSetup(context).build();
        append("campaign:" + ID, published());
    }

    void append(String stream, Object... events) {
        last = ledger.append(stream, events).getLast().position();
    }

    String person(String name, Object... events) {
        String stream = LifecycleId.random().value();
        append(stream, new LifecycleOpened("shop", List.of()), linked(0, ExternalId.user(name)));
        if (events.length > 0) {
            append(stream, events);
        }
        return stream;
    }

    JsonNode ask(String path) throws Exception {
        String separator = path.contains("?") ? "&" : "?";
        return json.readTree(mvc.perform(get(path + separator + "after=" + last))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    /** Nine of ten addressed came back, and three of ten held out: the second row of Newcombe's table. */
    void tenAndTen() {
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

    /** What cannot be answered says what to do. */
    void refused(MockHttpServletRequestBuilder request, int status, String says) throws Exception {
        mvc.perform(request.queryParam("after", String.valueOf(last)))
                .andExpect(status().is(status))
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.detail", containsString(says)));
    }
}
