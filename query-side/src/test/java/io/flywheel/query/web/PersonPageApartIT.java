package io.flywheel.query.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.query.PersonWorld;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;

/** The page of a query side in a process of its own. */
@SpringBootTest(classes = PersonWorld.class, properties = "flywheel.command-side=http://ledger.example:8081")
class PersonPageApartIT extends BrowsedPages {
    @Test
    void it_has_no_buttons_but_says_which_call_to_send_where() throws Exception {
        seen(
                LifecycleId.random().value(),
                new LifecycleOpened("web", List.of()),
                PersonWorld.linked(0, ExternalId.user("ada 1")),
                PersonWorld.linked(1, ExternalId.anonymous("visitor-7")));
        assertThat(html(get("/users/{id}", "ada 1")))
                .contains("This server only answers.", "h-ids", "h-forget")
                .contains("POST http://ledger.example:8081/api/users/ada%201/merge")
                .contains("DELETE http://ledger.example:8081/api/users/ada%201/consents/email")
                .contains("POST http://ledger.example:8081/api/users/ada%201/forget")
                .contains("{&quot;confirm&quot;:&quot;ada 1&quot;}")
                .doesNotContain("data-call", "<button aria-label=\"Split", "person.js", "<noscript", "??");
    }
}
