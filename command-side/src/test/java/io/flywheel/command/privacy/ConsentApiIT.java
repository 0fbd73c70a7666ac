package io.flywheel.command.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.api.EventFormat;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.command.CommandSideForTests;
import io.flywheel.command.identity.PersonFinder;
import io.flywheel.command.lifecycle.Calls;
import io.flywheel.command.lifecycle.TouchpointRecorder;
import io.flywheel.command.lifecycle.TouchpointVoider;
import io.flywheel.command.platform.AggregateCache;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Consent over HTTP, down to what is in the log. */
@SpringBootTest(classes = CommandSideForTests.class, properties = "spring.mvc.problemdetails.enabled=true")
class ConsentApiIT {
    private static final String AT = "2026-03-01T10:00:00Z";
    private static final String GRANT =
            "{\"granted\":true,\"at\":\"" + AT + "\",\"source\":\"web-form\",\"wording\":\"2026-03\"}";

    @Autowired
    WebApplicationContext context;

    @Autowired
    TouchpointRecorder recorder;

    @Autowired
    TouchpointVoider voider;

    @Autowired
    PersonFinder people;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    AggregateCache cache;

    private final String user = "ada-" + UUID.randomUUID();
    private MockMvc http;

    @BeforeEach
    void somebody() {
        http = MockMvcBuilders.webAppContextSetup(context).build();
        seen(ExternalId.user(user), "first");
    }

    private void seen(ExternalId id, String messageId) {
        var call = Calls.track(messageId + "-" + user, id, "Page Viewed", Instant.parse(AT));
        recorder.record(new RecordTouchpoints("shop", null, List.of(call)));
    }

    private ResultActions say(String id, String purpose, String body) throws Exception {
        return http.perform(put("/api/users/{id}/consents/{purpose}", id, purpose)
                .contentType("application/json")
                .content(body));
    }

    private List<ConsentChanged> recorded() {
        return jdbc.query(
                "SELECT type, payload FROM ledger_event WHERE type = 'ConsentChanged' AND stream = ? ORDER BY position",
                (row, number) -> (ConsentChanged) EventFormat.read(row.getString(1), row.getBytes(2)),
                stream());
    }

    private String stream() {
        return people.find(user).orElseThrow().value();
    }

    @Test
    void what_she_says_is_in_the_log_when_the_answer_comes() throws Exception {
        long head = jdbc.queryForObject("SELECT position FROM ledger_head", Long.class);
        say(user, "email", GRANT)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.purpose").value("email"))
                .andExpect(jsonPath("$.granted").value(true))
                .andExpect(jsonPath("$.at").value(AT))
                .andExpect(jsonPath("$.source").value("web-form"))
                .andExpect(jsonPath("$.wording").value("2026-03"))
                .andExpect(jsonPath("$.recorded").value(true))
                .andExpect(jsonPath("$.decides").value(true))
                .andExpect(jsonPath("$.position").value(head + 1));
        assertThat(recorded())
                .containsExactly(new ConsentChanged("email", true, Instant.parse(AT), "web-form", "2026-03", null));
    }

    @Test
    void the_same_sent_again_is_answered_and_not_recorded() throws Exception {
        say(user, "email", GRANT).andExpect(jsonPath("$.recorded").value(true));
        long head = jdbc.queryForObject("SELECT position FROM ledger_head", Long.class);
        say(user, "email", GRANT)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.recorded").value(false))
                .andExpect(jsonPath("$.decides").value(true))
                .andExpect(jsonPath("$.position").value(head));
        // Not what is in memory tells them apart, but the stream.
        cache.remove(stream());
        say(user, "email", GRANT).andExpect(jsonPath("$.recorded").value(false));
        assertThat(recorded()).hasSize(1);
    }

    @Test
    void a_late_grant_is_recorded_but_a_newer_withdrawal_holds() throws Exception {
        http.perform(delete("/api/users/{id}/consents/email", user))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.granted").value(false))
                .andExpect(jsonPath("$.source").value("api"))
                .andExpect(jsonPath("$.decides").value(true));
        say(user, "email", GRANT)
                .andExpect(jsonPath("$.recorded").value(true))
                .andExpect(jsonPath("$.decides").value(false));
        assertThat(recorded()).extracting(ConsentChanged::granted).containsExactly(false, true);
    }

    @Test
    void she_is_found_by_any_id_as_on_the_query_side() throws Exception {
        String cookie = "cookie-" + user;
        seen(ExternalId.anonymous(cookie), "cookie");
        say(cookie, "email", GRANT).andExpect(status().isOk());
        say("anonymousId:" + cookie, "email", GRANT)
                .andExpect(jsonPath("$.recorded").value(false));
        say("email:" + cookie, "email", GRANT)
                .andExpect(status().isNotFound())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.tried[0]").value("email"));
    }

    @Test
    void nobody_and_nonsense_are_problems_that_say_what_to_do() throws Exception {
        say("nobody", "email", GRANT)
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail", containsString("userId or anonymousId “nobody”")));
        say(user, "email", "{\"granted\":1}")
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.detail", containsString("\"granted\" must be")));
        say(user, "E Mail", GRANT).andExpect(status().isBadRequest());
        say(user, "email", "{\"granted\":true,\"source\":\"" + "x".repeat(20_000) + "\"}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", containsString("16 KB")));
        assertThat(recorded()).isEmpty();
    }

    @Test
    void a_hundred_purposes_are_enough() throws Exception {
        for (int i = 0; i < 100; i++) {
            say(user, "p" + i, GRANT).andExpect(status().isOk());
        }
        say(user, "one-more", GRANT)
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.detail", containsString("as many as there may be")));
        say(user, "p1", "{\"granted\":false}").andExpect(status().isOk());
        assertThat(recorded()).hasSize(101);
    }

    @Test
    void whoever_speaks_at_the_same_time_each_is_heard_once() throws Exception {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int minute = i % 30;
            boolean touchpoint = i % 7 == 0;
            String messageId = "m" + i;
            tasks.add(() -> {
                say(
                                user,
                                "email",
                                "{\"granted\":" + (minute % 2 == 0) + ",\"at\":\"2026-03-01T10:" + (10 + minute)
                                        + ":00Z\"}")
                        .andExpect(status().isOk());
                if (touchpoint) {
                    seen(ExternalId.user(user), messageId);
                    voider.voidOne("shop", messageId + "-" + user, "a trial", "test");
                }
                return null;
            });
        }
        try (ExecutorService senders = Executors.newFixedThreadPool(6)) {
            for (Future<Void> done : senders.invokeAll(tasks)) {
                done.get();
            }
        }
        assertThat(recorded()).hasSize(30).doesNotHaveDuplicates();
        say(user, "email", "{\"granted\":false,\"at\":\"2026-03-01T10:39:00Z\"}")
                .andExpect(jsonPath("$.recorded").value(false))
                .andExpect(jsonPath("$.decides").value(true));
    }
}
