package io.flywheel.command.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages handed over to a receiver that answers as receivers do. */
class WebhookIT extends Delivering {
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void let_go() {
        end.countDown();
    }

    private OutgoingMessage answered(Receiver.Answer... answers) {
        OutgoingMessage message = message("push");
        RECEIVER.answers(message.id(), answers);
        return put(message);
    }

    @Test
    void a_receiver_is_told_what_to_send_to_whom_signed_and_under_the_messages_id() throws Exception {
        call(
                TouchpointKind.IDENTIFY,
                "Identify",
                List.of(ExternalId.user(user), ExternalId.anonymous("device-" + user)),
                "",
                clock.instant());
        OutgoingMessage message = answered();
        ends(message, OutboxEntry.SENT);
        Receiver.Call call = RECEIVER.calls(message.id()).getFirst();
        assertThat(call.path()).isEqualTo("/push");
        assertThat(call.signature())
                .isEqualTo(new Webhook(SECRET).sign(message.id(), Long.parseLong(call.timestamp()), call.body()));
        assertThat(Instant.ofEpochSecond(Long.parseLong(call.timestamp())))
                .isBetween(clock.instant().minusSeconds(1), clock.instant());
        JsonNode body = new JsonMapper().readTree(call.body());
        assertThat(body.get("type").asString()).isEqualTo("message.send");
        assertThat(body.get("data").toString())
                .contains(
                        "\"id\":\"" + message.id() + "\",\"campaign\":\"win-back\",\"version\":2,\"step\":1,"
                                + "\"template\":\"we-miss-you\",\"purpose\":\"email\",\"person\":\"" + person + "\"",
                        "{\"kind\":\"userId\",\"value\":\"" + user + "\"}",
                        "{\"kind\":\"anonymousId\",\"value\":\"device-" + user + "\"}",
                        "\"email\":\"" + user + "@example.org\",\"locale\":\"en-GB\",\"zone\":\"Europe/London\"",
                        "\"unsubscribe\":\"https://flywheel.example/ledger/u/" + message.id());
    }

    @Test
    void that_a_message_is_out_is_a_touchpoint_done_to_her() {
        OutgoingMessage message = answered();
        Instant at = clock.instant();
        assertThat(touchpoints(message, 1)).singleElement().satisfies((Touchpoint facts) -> {
            assertThat(facts.source()).isEqualTo("flywheel");
            assertThat(facts.name()).isEqualTo("Message Sent");
            assertThat(facts.channel()).isEqualTo("push");
            assertThat(facts.occurredAt()).isEqualTo(io.flywheel.api.Micros.truncate(at));
            assertThat(facts.isActivity()).isFalse();
            assertThat(facts.properties()).isEqualTo(Map.of("campaign", "win-back", "step", 1));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 410, 422})
    void who_refuses_a_message_is_not_asked_again(int status) {
        OutgoingMessage message = answered(Receiver.status(status));
        assertThat(ends(message, OutboxEntry.DEAD))
                .returns("http-" + status, OutboxEntry::reason)
                .returns(1, OutboxEntry::attempts);
        assertThat(touchpoints(message)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 408, 429, 500, 502, 503})
    void who_cannot_take_a_message_now_is_asked_again(int status) {
        OutgoingMessage message = answered(Receiver.status(status, "Location", RECEIVER.url("/elsewhere")));
        assertThat(fails(message, 1).reason()).isEqualTo("http-" + status);
        pass(Duration.ofMinutes(2));
        ends(message, OutboxEntry.SENT);
        assertThat(RECEIVER.calls(message.id()))
                .hasSize(2)
                .allMatch(call -> call.path().equals("/push"));
    }

    @Test
    void a_connection_that_breaks_off_is_tried_again() {
        // The client itself tries once more where a connection it had kept turns out to be closed.
        OutgoingMessage message = answered(Receiver.closesTheConnection(), Receiver.closesTheConnection());
        assertThat(fails(message, 1).reason()).isEqualTo("connection-lost");
        RECEIVER.answers(message.id());
        pass(Duration.ofMinutes(2));
        ends(message, OutboxEntry.SENT);
    }

    @Test
    void who_takes_too_long_is_given_up_for_now_whether_before_the_answer_or_within_it() {
        OutgoingMessage before = answered(Receiver.neverAnswers(end));
        OutgoingMessage within = answered(Receiver.neverEnds(end));
        assertThat(fails(before, 1).reason()).isEqualTo("timeout");
        assertThat(fails(within, 1).reason()).isEqualTo("timeout");
        pass(Duration.ofMinutes(2));
        ends(before, OutboxEntry.SENT);
        ends(within, OutboxEntry.SENT);
    }

    @Test
    void who_asks_to_be_left_alone_is_left_alone_with_all_messages_and_others_are_not_kept_waiting() {
        OutgoingMessage first = message("busy");
        RECEIVER.answers(first.id(), Receiver.status(429, "Retry-After", "600"));
        fails(put(first), 1);
        assertThat(entry(first).nextAttempt())
                .isEqualTo(io.flywheel.api.Micros.truncate(clock.instant().plusSeconds(600)));
        OutgoingMessage second = put(message("busy"));
        ends(answered(), OutboxEntry.SENT);
        assertThat(entry(second).attempts()).isZero();
        pass(Duration.ofSeconds(599));
        ends(answered(), OutboxEntry.SENT);
        assertThat(RECEIVER.calls(second.id())).isEmpty();
        pass(Duration.ofSeconds(1));
        ends(first, OutboxEntry.SENT);
        ends(second, OutboxEntry.SENT);
    }
}
