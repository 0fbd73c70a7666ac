package io.flywheel.command.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators see of the outbox, and do about it. */
class OutboxApiIT extends Delivering {
    private JsonNode page(String query) throws Exception {
        return new JsonMapper()
                .readTree(http.perform(get("/api/outbox" + query))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString());
    }

    private OutgoingMessage dead() {
        OutgoingMessage message = message("push");
        RECEIVER.answers(message.id(), Receiver.status(410));
        ends(put(message), OutboxEntry.DEAD);
        return message;
    }

    @Test
    void pages_go_on_where_the_one_before_ended_the_latest_first() throws Exception {
        List<String> put = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            put.add(dead().id());
        }
        List<String> listed = new ArrayList<>();
        String cursor = "";
        while (!listed.containsAll(put)) {
            JsonNode page = page("?state=dead&limit=2&cursor=" + cursor);
            assertThat(page.get("items")).hasSize(2);
            page.get("items").forEach(item -> listed.add(item.get("id").asString()));
            cursor = page.get("next").asString("");
        }
        assertThat(listed).doesNotHaveDuplicates();
        assertThat(page("?state=dead&limit=1").get("items").get(0).toString())
                .contains("\"reason\":\"http-410\"", "\"attempts\":1", "\"endedAt\"", "\"campaign\":\"win-back\"")
                .doesNotContain(user, "nextAttempt");
    }

    @Test
    void what_waits_says_when_it_is_tried_again_and_why() throws Exception {
        OutgoingMessage message = message("push");
        RECEIVER.answers(message.id(), Receiver.status(503));
        fails(put(message), 1);
        JsonNode item = page("").get("items").get(0);
        assertThat(item.get("id").asString()).isEqualTo(message.id());
        assertThat(item.get("reason").asString()).isEqualTo("http-503");
        assertThat(item.get("nextAttempt").asString()).isNotEmpty();
    }

    @Test
    void a_dead_message_can_be_tried_again_and_no_other() throws Exception {
        OutgoingMessage message = dead();
        http.perform(post("/api/outbox/" + message.id() + "/retry"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.id").value(message.id()));
        assertThat(ends(message, OutboxEntry.SENT).attempts()).isEqualTo(1);
        http.perform(post("/api/outbox/" + message.id() + "/retry"))
                .andExpect(status().isConflict())
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"));
        OutgoingMessage withdrawn = message("log");
        sending.stopped = true;
        put(withdrawn);
        outbox.withdraw(withdrawn.episode());
        http.perform(post("/api/outbox/" + withdrawn.id() + "/retry")).andExpect(status().isConflict());
        http.perform(post("/api/outbox/none/retry")).andExpect(status().isNotFound());
    }

    @Test
    void the_dead_of_a_channel_a_campaign_and_a_reason_are_tried_again_some_at_a_time() throws Exception {
        OutgoingMessage gone = dead();
        pass(Duration.ofMillis(1));
        OutgoingMessage goneToo = dead();
        OutgoingMessage elsewhere = message("busy");
        RECEIVER.answers(elsewhere.id(), Receiver.status(410));
        ends(put(elsewhere), OutboxEntry.DEAD);
        sending.stopped = true;
        jdbc.update(
                "UPDATE outbox SET campaign = ? WHERE id IN (?, ?, ?)", user, gone.id(), goneToo.id(), elsewhere.id());

        assertThat(retried("?campaign=" + user + "&channel=push&reason=http-503"))
                .isEqualTo("{\"again\":0,\"more\":false}");
        assertThat(retried("?campaign=" + user + "&channel=push&reason=http-410&limit=1"))
                .isEqualTo("{\"again\":1,\"more\":true}");
        assertThat(entry(gone).state()).as("the oldest first").isEqualTo(OutboxEntry.WAITING);
        assertThat(entry(gone).attempts()).isZero();
        assertThat(retried("?campaign=" + user + "&channel=push")).isEqualTo("{\"again\":1,\"more\":false}");
        assertThat(entry(goneToo).state()).isEqualTo(OutboxEntry.WAITING);
        assertThat(entry(elsewhere).state()).isEqualTo(OutboxEntry.DEAD);
        for (String wrong : List.of("?limit=0", "?limit=1001", "?limit=all")) {
            http.perform(post("/api/outbox/retry" + wrong))
                    .andExpect(status().isBadRequest())
                    .andExpect(content().contentTypeCompatibleWith("application/problem+json"));
        }
    }

    private String retried(String query) throws Exception {
        return http.perform(post("/api/outbox/retry" + query))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void what_cannot_be_followed_is_refused() throws Exception {
        for (String wrong : List.of("?state=lost", "?limit=0", "?limit=1001", "?cursor=eA", "?cursor=%3F")) {
            http.perform(get("/api/outbox" + wrong))
                    .andExpect(status().isBadRequest())
                    .andExpect(content().contentTypeCompatibleWith("application/problem+json"));
        }
    }

    @Test
    void a_page_of_another_site_cannot_try_anything_again() throws Exception {
        OutgoingMessage message = dead();
        http.perform(post("/api/outbox/" + message.id() + "/retry")
                        .header("Origin", "https://elsewhere.example")
                        .header("Sec-Fetch-Site", "cross-site"))
                .andExpect(status().isForbidden());
        assertThat(entry(message).state()).isEqualTo(OutboxEntry.DEAD);
    }
}
