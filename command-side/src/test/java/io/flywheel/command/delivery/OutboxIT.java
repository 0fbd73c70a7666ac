package io.flywheel.command.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.LifecycleId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What campaigns put in, what they take out again, and who gets it to send. */
class OutboxIT extends Delivering {
    @Autowired
    Claims claims;

    @Autowired
    PlatformTransactionManager transactions;

    private final List<OutgoingMessage> later = new ArrayList<>();

    /** Due in a day, so that no sender takes it before. */
    private OutgoingMessage later() {
        OutgoingMessage now = message("log");
        OutgoingMessage message = new OutgoingMessage(
                now.id(),
                now.person(),
                now.episode(),
                now.campaign(),
                now.version(),
                now.step(),
                now.channel(),
                now.template(),
                now.purpose(),
                now.at().plus(Duration.ofDays(1)));
        later.add(message);
        return message;
    }

    @Test
    void the_same_decision_again_is_the_same_message() {
        OutgoingMessage sent = put(message("log"));
        OutboxEntry once = ends(sent, OutboxEntry.SENT);
        outbox.put(List.of(sent, sent));
        assertThat(entry(sent)).isEqualTo(once);
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM outbox WHERE id = ?", Integer.class, sent.id()))
                .isEqualTo(1);
    }

    @Test
    void a_decision_that_is_rolled_back_leaves_no_message() {
        OutgoingMessage message = later();
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            put(message);
            status.setRollbackOnly();
        });
        assertThat(list.find(message.id())).isEmpty();
    }

    @Test
    void what_is_withdrawn_is_not_sent_even_if_the_decision_is_repeated() {
        OutgoingMessage message = put(later());
        assertThat(outbox.withdraw(message.episode())).isEqualTo(1);
        put(message);
        pass(Duration.ofDays(2));
        ends(put(message("log")), OutboxEntry.SENT);
        assertThat(entry(message))
                .returns(OutboxEntry.DROPPED, OutboxEntry::state)
                .returns("withdrawn", OutboxEntry::reason)
                .returns(0, OutboxEntry::attempts);
        assertThat(outbox.withdraw(message.episode())).isZero();
    }

    @Test
    void what_was_sent_cannot_be_withdrawn() {
        OutgoingMessage message = put(message("log"));
        ends(message, OutboxEntry.SENT);
        assertThat(outbox.withdraw(message.episode())).isZero();
    }

    @Test
    void of_two_who_claim_the_same_messages_each_message_has_one() throws Exception {
        for (int i = 0; i < 200; i++) {
            put(later());
        }
        var then = clock.instant().plus(Duration.ofDays(1));
        Callable<List<String>> racer = () -> later.stream()
                .map(OutgoingMessage::id)
                .filter(id -> claims.claim(id, then, then.plusSeconds(60)).isPresent())
                .toList();
        List<String> claimed = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (Future<List<String>> each : threads.invokeAll(List.of(racer, racer))) {
                claimed.addAll(each.get());
            }
        }
        assertThat(claimed).hasSize(200).doesNotHaveDuplicates();
        later.forEach(message -> outbox.withdraw(message.episode()));
    }

    @Test
    void two_processes_that_send_send_each_message_once() {
        Sender other = new Sender(
                claims,
                context.getBean(Attempts.class),
                context.getBean(Results.class),
                sending,
                context.getBean(Lanes.class),
                context.getBean(DeliverySettings.class),
                clock);
        sending.stopped = true;
        List<OutgoingMessage> messages = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            messages.add(message("push"));
        }
        outbox.put(messages);
        other.start();
        try {
            sending.stopped = false;
            messages.forEach(message -> ends(message, OutboxEntry.SENT));
        } finally {
            other.stop();
        }
        assertThat(messages).allSatisfy(message -> {
            assertThat(RECEIVER.calls(message.id())).hasSize(1);
            assertThat(entry(message).attempts()).isEqualTo(1);
        });
    }

    @Test
    void notices_are_kept_for_ninety_days_and_messages_for_good() {
        OutgoingMessage message = put(message("log"));
        ends(message, OutboxEntry.SENT);
        Notice notice = new Notice(
                LifecycleId.random().value(), person, "stage-changes/nobody", 1, 0, "about", clock.instant());
        outbox.put(List.of(notice));
        claims.sent(notice, clock.instant());
        OutboxSweep sweep = context.getBean(OutboxSweep.class);
        pass(Duration.ofDays(89));
        sweep.sweep();
        assertThat(list.find(notice.id()))
                .hasValueSatisfying(entry -> assertThat(entry)
                        .returns(OutboxEntry.SENT, OutboxEntry::state)
                        .returns(1L, OutboxEntry::position)
                        .returns(null, OutboxEntry::campaign));
        pass(Duration.ofDays(2));
        sweep.sweep();
        assertThat(list.find(notice.id())).isEmpty();
        assertThat(list.find(message.id())).isPresent();
    }

    @Test
    void a_notice_to_nobody_who_is_there_waits_and_says_so() {
        Notice notice = new Notice(
                LifecycleId.random().value(), person, "stage-changes/nobody", 1, 0, "about", clock.instant());
        outbox.put(List.of(notice));
        soon().untilAsserted(() ->
                assertThat(list.find(notice.id()).orElseThrow().reason()).isEqualTo("no-channel"));
        outbox.forget(List.of(person));
        assertThat(list.find(notice.id()).orElseThrow().reason()).isEqualTo("erased");
    }
}
