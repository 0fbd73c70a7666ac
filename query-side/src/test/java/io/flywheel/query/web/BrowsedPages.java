package io.flywheel.query.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.query.platform.Positions;
import io.flywheel.query.platform.TestLedger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Pages as a browser gets them, of a log that a test writes. */
abstract class BrowsedPages {
    @Autowired
    TestLedger ledger;

    @Autowired
    Positions positions;

    @Autowired
    private WebApplicationContext context;

    MockMvc mvc;

    @BeforeEach
    void open() {
        mvc = MockMvcBuilders.webAppContextSetup(context).build();
    }

    /** Until they are on every page. */
    void seen(String stream, Object... events) {
        long last = ledger.append(stream, events).getLast().position();
        await().untilAsserted(() -> assertThat(positions.reached("timeline", "identity", "definition"))
                .isEqualTo(last));
    }

    /** Whatever the status is. */
    String html(MockHttpServletRequestBuilder asked) throws Exception {
        return mvc.perform(asked.header("Accept", "text/html"))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
