package io.flywheel.query.consent;

import static io.flywheel.query.PersonWorld.linked;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.query.PersonWorld;
import io.flywheel.query.platform.LedgerEvent;
import io.flywheel.query.platform.TestLedger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@SpringBootTest(classes = PersonWorld.class)
class ConsentApiIT {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    @Autowired
    TestLedger ledger;

    @Autowired
    WebApplicationContext context;

    private final String stream = LifecycleId.random().value();
    private final String user = "user-" + stream;
    private MockMvc mvc;
    private List<LedgerEvent> told;
    private long last;

    @BeforeEach
    void she_agreed_on_the_first_and_withdrew_on_the_second_which_became_known_first() {
        mvc = MockMvcBuilders.webAppContextSetup(context).build();
        told = ledger.append(
                stream,
                new LifecycleOpened("shop", List.of()),
                linked(0, ExternalId.user(user)),
                new ConsentChanged("email", false, MARCH.plusSeconds(86_400), "desk", null, null),
                new ConsentChanged("email", true, MARCH, "web-form", "2026-03", null),
                new ConsentChanged("sms", true, MARCH, "web-form", "2026-03", MARCH.plusSeconds(3_600)));
        last = told.getLast().position();
    }

    private ResultActions ask(String path, String... parameters) throws Exception {
        var request = get("/api/users/{id}/consents" + path, user).param("after", Long.toString(last));
        for (int i = 0; i < parameters.length; i += 2) {
            request = request.param(parameters[i], parameters[i + 1]);
        }
        return mvc.perform(request);
    }

    @Test
    void the_newer_withdrawal_holds_and_what_has_expired_does_not() throws Exception {
        ask("").andExpect(status().isOk())
                .andExpect(jsonPath("$.position").value(last))
                .andExpect(jsonPath("$.at").value(PersonWorld.NOW.toString()))
                .andExpect(jsonPath("$.consents[0].purpose").value("email"))
                .andExpect(jsonPath("$.consents[0].granted").value(false))
                .andExpect(jsonPath("$.consents[0].since").value("2026-03-02T00:00:00Z"))
                .andExpect(jsonPath("$.consents[0].source").value("desk"))
                .andExpect(jsonPath("$.consents[0].wording").doesNotExist())
                .andExpect(jsonPath("$.consents[1].purpose").value("sms"))
                .andExpect(jsonPath("$.consents[1].granted").value(false))
                .andExpect(jsonPath("$.consents[1].at").value("2026-03-01T00:00:00Z"))
                .andExpect(jsonPath("$.consents[1].since").value("2026-03-01T01:00:00Z"));
    }

    @Test
    void both_times_can_be_asked_for() throws Exception {
        ask("", "at", "2026-03-01T00:30:00Z")
                .andExpect(jsonPath("$.consents[0].granted").value(true))
                .andExpect(jsonPath("$.consents[1].granted").value(true));
        long before = told.get(2).position();
        ask("", "at", "2026-03-01T00:30:00Z", "knownAt", "position:" + before)
                .andExpect(jsonPath("$.position").value(before))
                .andExpect(jsonPath("$.consents.length()").value(0));
        // The log of these tests ticks a thousandth of a second at each position.
        ask("", "knownAt", told.get(3).recordedAt().toString())
                .andExpect(jsonPath("$.position").value(told.get(3).position()))
                .andExpect(jsonPath("$.consents.length()").value(1));
    }

    @Test
    void a_history_has_every_change_and_says_which_one_decides() throws Exception {
        ask("/email")
                .andExpect(jsonPath("$.purpose").value("email"))
                .andExpect(jsonPath("$.state.granted").value(false))
                .andExpect(jsonPath("$.changes.length()").value(2))
                .andExpect(jsonPath("$.changes[0].granted").value(false))
                .andExpect(jsonPath("$.changes[0].decides").value(true))
                .andExpect(jsonPath("$.changes[0].position").value(told.get(2).position()))
                .andExpect(jsonPath("$.changes[1].wording").value("2026-03"))
                .andExpect(jsonPath("$.changes[1].decides").value(false))
                .andExpect(jsonPath("$.changes[1].recordedAt")
                        .value(told.get(3).recordedAt().toString()));
        ask("/push")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").isEmpty())
                .andExpect(jsonPath("$.changes.length()").value(0));
    }

    @ParameterizedTest
    @CsvSource({
        "'',       at,      yesterday,       400, is no instant",
        "'',       knownAt, position:x,      400, is no position",
        "'',       after,   -1,              400, is no position",
        "/email,   at,      10000-01-01,     400, at=",
        "/E-Mail,  at,      2026-01-01,      400, A purpose is a name",
        "/a%20b,   at,      2026-01-01,      400, A purpose is a name",
    })
    void what_cannot_be_understood_is_a_problem_that_says_what_to_write(
            String path, String parameter, String value, int status, String detail) throws Exception {
        mvc.perform(get(java.net.URI.create("/api/users/" + user + "/consents" + path + "?" + parameter + "=" + value)))
                .andExpect(status().is(status))
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.detail", containsString(detail)));
    }

    @Test
    void a_stranger_is_a_404() throws Exception {
        mvc.perform(get("/api/users/nobody/consents"))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail", containsString("userId or anonymousId “nobody”")));
        mvc.perform(get("/api/users/nobody/consents/email")).andExpect(status().isNotFound());
    }
}
