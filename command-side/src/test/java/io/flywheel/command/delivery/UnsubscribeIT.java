package io.flywheel.command.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.api.EventFormat;
import io.flywheel.api.lifecycle.ConsentChanged;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The links in messages, and what they do. */
class UnsubscribeIT extends Delivering {
    private String link() {
        OutgoingMessage message = put(message("log"));
        ends(message, OutboxEntry.SENT);
        return "/u/" + context.getBean(PublicUrl.class).token(message.id());
    }

    private List<ConsentChanged> said() {
        return jdbc.query(
                "SELECT payload FROM ledger_event WHERE type = 'ConsentChanged' AND stream = ? ORDER BY position",
                (row, number) -> (ConsentChanged) EventFormat.read("ConsentChanged", row.getBytes(1)),
                person.value());
    }

    @Test
    void to_open_the_link_asks_and_changes_nothing() throws Exception {
        String link = link();
        for (int i = 0; i < 3; i++) {
            http.perform(get(link))
                    .andExpect(status().isOk())
                    .andExpect(header().string("Cache-Control", "no-store"))
                    .andExpect(content().contentTypeCompatibleWith("text/html"))
                    .andExpect(content().string(containsString("<form method=\"post\">")))
                    .andExpect(content().string(not(containsString(user))));
        }
        http.perform(get(link).locale(Locale.SIMPLIFIED_CHINESE))
                .andExpect(content().string(containsString("您确定不再接收此类消息吗")));
        assertThat(said()).hasSize(1);
    }

    @Test
    void the_button_withdraws_consent_once_however_often_it_is_pressed() throws Exception {
        String link = link();
        pass(Duration.ofDays(900));
        for (int i = 0; i < 3; i++) {
            pass(Duration.ofSeconds(1));
            http.perform(post(link)
                            .contentType("application/x-www-form-urlencoded")
                            .content("List-Unsubscribe=One-Click"))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("You are unsubscribed")));
        }
        assertThat(said()).hasSize(2);
        assertThat(said().getLast())
                .returns("email", ConsentChanged::purpose)
                .returns(false, ConsentChanged::granted)
                .returns("unsubscribe", ConsentChanged::source);
        assertThat(ends(put(message("log")), OutboxEntry.DROPPED).reason()).isEqualTo("consent");
    }

    @Test
    void who_consents_again_and_unsubscribes_again_is_heard_again() throws Exception {
        String link = link();
        pass(Duration.ofSeconds(1));
        http.perform(post(link)).andExpect(status().isOk());
        says(person, true);
        pass(Duration.ofSeconds(1));
        http.perform(post(link)).andExpect(status().isOk());
        assertThat(said()).extracting(ConsentChanged::granted).containsExactly(true, false, true, false);
    }

    @Test
    void a_link_that_this_installation_did_not_make_does_nothing() throws Exception {
        String link = link();
        char last = link.charAt(link.length() - 1);
        String changed = link.substring(0, link.length() - 1) + (last == 'A' ? 'Q' : 'A');
        for (String wrong : List.of(changed, "/u/x", link + "A", "/u/" + "A".repeat(44))) {
            http.perform(get(wrong)).andExpect(status().isNotFound());
            http.perform(post(wrong)).andExpect(status().isNotFound());
        }
        assertThat(said()).hasSize(1);
    }
}
