package io.flywheel.query.timeline;

import static io.flywheel.query.PersonWorld.linked;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.query.PersonWorld;
import io.flywheel.query.platform.LedgerEvent;
import io.flywheel.query.platform.TestLedger;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody new for each test, and questions about her over HTTP. */
@SpringBootTest(classes = PersonWorld.class)
public abstract class PersonOverHttp {
    @Autowired
    protected TestLedger ledger;

    @Autowired
    protected WebApplicationContext context;

    protected final JsonMapper json = JsonMapper.builder().build();
    protected final String stream = LifecycleId.random().value();
    protected final String user = "user-" + stream;
    protected MockMvc mvc;
    protected long last;

    @BeforeEach
    void open() {
        mvc = MockMvcBuilders.webAppContextSetup(context).build();
        append(new LifecycleOpened("shop", List.of()), linked(0, ExternalId.user(user)));
    }

    protected long append(Object... events) {
        List<LedgerEvent> appended = ledger.append(stream, events);
        last = appended.getLast().position();
        return last;
    }

    /** Asks, waiting until everything appended has been seen. */
    protected ResultActions ask(String path, String... parameters) throws Exception {
        MockHttpServletRequestBuilder request =
                get("/api/users/{id}" + path, user).param("after", Long.toString(last));
        for (int i = 0; i < parameters.length; i += 2) {
            request = request.param(parameters[i], parameters[i + 1]);
        }
        return mvc.perform(request);
    }

    protected JsonNode answer(String path, String... parameters) throws Exception {
        return json.readTree(ask(path, parameters)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    protected static StageEntered entered(String from, String to, Touchpoint cause) {
        return new StageEntered("aarrr", 1, from, to, "rule-" + to, cause.key(), cause.occurredAt());
    }
}
