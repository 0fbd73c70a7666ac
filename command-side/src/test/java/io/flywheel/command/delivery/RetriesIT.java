package io.flywheel.command.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Messages that cannot be sent at once, and those that are not to be sent any more. */
class RetriesIT extends Delivering {
    private static final Duration CLAIM = Duration.ofMinutes(5);

    @Autowired
    Claims claims;

    private OutgoingMessage due(OutgoingMessage message, Duration atLeast, Duration atMost) {
        Instant next = entry(message).nextAttempt();
        assertThat(next)
                .isBetween(clock.instant().plus(atLeast), clock.instant().plus(atMost));
        return message;
    }

    /** Whatever was due before it has been looked at when this one is sent. */
    private void everybody_had_their_turn(String channel) {
        ends(put(message(channel)), OutboxEntry.SENT);
    }

    @Test
    void what_fails_is_tried_again_each_time_four_times_later_and_given_up_after_the_eighth() {
        OutgoingMessage message = put(message("away"));
        int[] minutes = {1, 4, 16, 64, 256, 360, 360};
        for (int i = 0; i < minutes.length; i++) {
            OutboxEntry failed = fails(message, i + 1);
            assertThat(failed.reason()).isEqualTo("no-connection");
            Duration wait = Duration.ofMinutes(minutes[i]);
            due(
                    message,
                    wait.multipliedBy(8).dividedBy(10),
                    wait.multipliedBy(12).dividedBy(10));
            pass(Duration.between(clock.instant(), failed.nextAttempt()));
        }
        assertThat(ends(message, OutboxEntry.DEAD))
                .returns("no-connection", OutboxEntry::reason)
                .returns(8, OutboxEntry::attempts)
                .returns(null, OutboxEntry::nextAttempt);
        assertThat(touchpoints(message)).isEmpty();
    }

    @Test
    void nothing_is_tried_before_its_time() {
        OutgoingMessage message = message("push");
        RECEIVER.answers(message.id(), Receiver.status(500));
        fails(put(message), 1);
        pass(Duration.ofSeconds(47));
        everybody_had_their_turn("push");
        assertThat(RECEIVER.calls(message.id())).hasSize(1);
        pass(Duration.ofSeconds(26));
        ends(message, OutboxEntry.SENT);
        assertThat(RECEIVER.calls(message.id())).hasSize(2);
        assertThat(entry(message).reason()).isNull();
    }

    @Test
    void a_message_whose_sender_died_is_sent_when_its_claim_has_ended() {
        sending.stopped = true;
        OutgoingMessage message = put(message("push"));
        Instant now = clock.instant();
        assertThat(claims.claim(message.id(), now, now.plus(CLAIM))).isPresent();
        sending.stopped = false;
        everybody_had_their_turn("push");
        assertThat(RECEIVER.calls(message.id())).isEmpty();
        pass(CLAIM);
        assertThat(ends(message, OutboxEntry.SENT).attempts()).isEqualTo(2);
        assertThat(RECEIVER.calls(message.id())).hasSize(1);
    }

    @Test
    void a_message_that_every_sender_dies_of_is_given_up() {
        sending.stopped = true;
        OutgoingMessage message = put(message("push"));
        for (int i = 0; i < 8; i++) {
            Instant now = clock.instant();
            assertThat(claims.claim(message.id(), now, now.plus(CLAIM))).isPresent();
            pass(CLAIM);
        }
        sending.stopped = false;
        assertThat(ends(message, OutboxEntry.DEAD).reason()).isEqualTo("interrupted");
    }

    @Test
    void whoever_was_thought_dead_does_not_undo_what_another_did_since() {
        sending.stopped = true;
        OutgoingMessage message = put(message("push"));
        Instant now = clock.instant();
        Claims.Claimed slow = claims.claim(message.id(), now, now.plus(CLAIM)).orElseThrow();
        pass(CLAIM);
        Claims.Claimed other = claims.claim(
                        message.id(), clock.instant(), clock.instant().plus(CLAIM))
                .orElseThrow();
        claims.dead(slow, "timeout", clock.instant());
        claims.later(slow, "timeout", clock.instant());
        assertThat(entry(message))
                .returns(OutboxEntry.WAITING, OutboxEntry::state)
                .returns(null, OutboxEntry::reason);
        claims.dropped(other, "consent", clock.instant());
        assertThat(entry(message).state()).isEqualTo(OutboxEntry.DROPPED);
    }

    @Test
    void what_was_sent_by_a_process_that_died_before_it_could_record_that_is_recorded_by_the_next() {
        sending.stopped = true;
        OutgoingMessage message = put(message("push"));
        Instant sent = clock.instant();
        claims.sent(message, sent);
        assertThat(touchpoints(message, 1)).singleElement().satisfies(facts -> {
            assertThat(facts.name()).isEqualTo("Message Sent");
            assertThat(facts.occurredAt()).isEqualTo(io.flywheel.api.Micros.truncate(sent));
        });
    }

    @Test
    void the_switch_stops_all_sending_and_lets_it_go_on() {
        sending.stopped = true;
        OutgoingMessage message = put(message("push"));
        // The sender goes on looking, and recording what was sent before.
        OutgoingMessage before = put(message("push"));
        context.getBean(Claims.class).sent(before, clock.instant());
        touchpoints(before, 1);
        assertThat(entry(message))
                .returns(OutboxEntry.WAITING, OutboxEntry::state)
                .returns(0, OutboxEntry::attempts);
        assertThat(RECEIVER.calls(message.id())).isEmpty();
        sending.stopped = false;
        ends(message, OutboxEntry.SENT);
    }

    @Test
    void who_consents_no_more_gets_nothing_of_what_was_decided_before() {
        sending.stopped = true;
        OutgoingMessage message = put(message("push"));
        says(person, false);
        sending.stopped = false;
        assertThat(ends(message, OutboxEntry.DROPPED).reason()).isEqualTo("consent");
        assertThat(RECEIVER.calls(message.id())).isEmpty();
    }

    @Test
    void who_never_was_gets_nothing() {
        OutgoingMessage message = put(message("log", "x", io.flywheel.api.LifecycleId.random()));
        assertThat(ends(message, OutboxEntry.DROPPED).reason()).isEqualTo("erased");
    }

    @Test
    void a_message_of_a_channel_that_is_gone_waits_for_it_and_says_so() {
        OutgoingMessage message = put(message("pigeon"));
        assertThat(fails(message, 1).reason()).isEqualTo("no-channel");
        due(message, Duration.ofSeconds(48), Duration.ofSeconds(72));
    }
}
