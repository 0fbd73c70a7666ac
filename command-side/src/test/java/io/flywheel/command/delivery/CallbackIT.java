package io.flywheel.command.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.standardwebhooks.Webhook;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.Micros;
import io.flywheel.api.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.ResultActions;

/** What receivers tell of messages afterwards. */
class CallbackIT extends Delivering {
    private static final String EMAIL_SECRET = "whsec_ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";

    private OutgoingMessage sent(String channel) {
        OutgoingMessage message = put(message(channel));
        touchpoints(message, 1);
        return message;
    }

    private static String body(String type, OutgoingMessage message, Instant at) {
        return "{\"type\":\"%s\",\"timestamp\":\"%s\",\"data\":{\"id\":\"%s\"}}".formatted(type, at, message.id());
    }

    private ResultActions tell(String body) throws Exception {
        return tell(body, SECRET, clock.instant());
    }

    private ResultActions tell(String body, String secret, Instant signedAt) throws Exception {
        String id = LifecycleId.random().value();
        return tell(
                body,
                id,
                signedAt,
                "v1,bm90IHRoaXMgb25l " + new Webhook(secret).sign(id, signedAt.getEpochSecond(), body));
    }

    private ResultActions tell(String body, String id, Instant signedAt, String signature) throws Exception {
        return http.perform(post("/v1/callbacks/delivery")
                .contentType("application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", signedAt.getEpochSecond())
                .header("webhook-signature", signature)
                .content(body));
    }

    @Test
    void what_became_of_a_message_is_recorded_once_with_its_time() throws Exception {
        OutgoingMessage message = sent("push");
        pass(Duration.ofHours(1));
        Instant at = clock.instant().minusSeconds(90);
        tell(body("message.delivered", message, at))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.recorded").value(true));
        tell(body("message.delivered", message, at.plusSeconds(7)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.recorded").value(false));
        tell(body("message.clicked", message, clock.instant().plusSeconds(60))).andExpect(status().isOk());
        assertThat(touchpoints(message))
                .extracting(Touchpoint::name)
                .containsExactly("Message Sent", "Message Delivered", "Message Link Clicked");
        assertThat(touchpoints(message).get(1).occurredAt()).isEqualTo(Micros.truncate(at));
        assertThat(touchpoints(message).get(1).isActivity()).isFalse();
        assertThat(touchpoints(message).get(2).occurredAt()).isEqualTo(Micros.truncate(clock.instant()));
        assertThat(touchpoints(message).get(2).isActivity()).isTrue();
    }

    @Test
    void what_becomes_of_mails_has_the_names_of_mails() throws Exception {
        OutgoingMessage message = sent("email");
        for (String type : List.of("delivered", "bounced", "opened", "clicked")) {
            tell(body("message." + type, message, clock.instant()), EMAIL_SECRET, clock.instant())
                    .andExpect(status().isOk());
        }
        assertThat(touchpoints(message))
                .extracting(Touchpoint::name)
                .containsExactly(
                        "Message Sent", "Email Delivered", "Email Bounced", "Email Opened", "Email Link Clicked");
    }

    @Test
    void nothing_is_believed_that_is_not_signed_now_by_the_channel_it_went_out_by() throws Exception {
        OutgoingMessage message = sent("push");
        String body = body("message.delivered", message, clock.instant());
        Instant now = clock.instant();
        tell(body, "x", now, "v1,AAAA").andExpect(status().isUnauthorized());
        tell(body, "x", now, "").andExpect(status().isUnauthorized());
        http.perform(post("/v1/callbacks/delivery").content(body))
                .andExpect(status().isUnauthorized())
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"));
        tell(body, "whsec_QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=", now).andExpect(status().isUnauthorized());
        tell(body, SECRET, now.minus(Duration.ofSeconds(301))).andExpect(status().isUnauthorized());
        tell(body, SECRET, now.plus(Duration.ofSeconds(302))).andExpect(status().isUnauthorized());
        tell(body, EMAIL_SECRET, now).andExpect(status().isNotFound());
        String signature = new Webhook(SECRET).sign("x", now.getEpochSecond(), body);
        tell(body.replace("delivered", "bounced"), "x", now, signature).andExpect(status().isUnauthorized());
        tell(body, "y", now, signature).andExpect(status().isUnauthorized());
        tell(body, "x", now.plusSeconds(1), signature).andExpect(status().isUnauthorized());
        assertThat(touchpoints(message)).hasSize(1);
        tell(body, "x", now, signature).andExpect(status().isOk());
        tell(body, "x", now, signature).andExpect(status().isOk());
        assertThat(touchpoints(message)).hasSize(2);
    }

    @Test
    void what_cannot_be_understood_is_refused_with_a_word_of_how_to_say_it() throws Exception {
        OutgoingMessage message = sent("push");
        for (String wrong : List.of(
                "",
                "[]",
                "{}",
                "{\"type\":\"message.sent\",\"data\":{\"id\":\"" + message.id() + "\"}}",
                "{\"type\":\"message.delivered\",\"data\":{}}",
                "{\"type\":\"message.delivered\",\"timestamp\":\"soon\",\"data\":{\"id\":\"" + message.id() + "\"}}")) {
            tell(wrong).andExpect(status().isBadRequest());
        }
        tell("{\"type\":\"message.delivered\",\"data\":{\"id\":\"none\"}}").andExpect(status().isNotFound());
        assertThat(touchpoints(message)).hasSize(1);
    }
}
