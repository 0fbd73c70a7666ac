package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.command.identity.Mergers;
import io.flywheel.command.platform.LastPosition;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Records what people say about being addressed, in a transaction with whatever else is recorded of them. */
@Component
public class ConsentRecorder {
    private final Transactions transactions;
    private final People people;
    private final Mergers mergers;
    private final JdbcTemplate ledger;

    ConsentRecorder(Transactions transactions, People people, Mergers mergers, JdbcTemplate ledger) {
        this.transactions = transactions;
        this.people = people;
        this.mergers = mergers;
        this.ledger = ledger;
    }

    /**
     * What became of it.
     *
     * @param recorded whether it was new
     * @param decides whether it is what holds; something that became known late may have been overtaken
     * @param position of the log, at which it is known
     */
    public record Outcome(boolean recorded, boolean decides, long position) {}

    /**
     * Durable when it returns.
     *
     * @throws TooManyPurposes if she has said something about as many others as there may be
     */
    public Outcome record(LifecycleId person, ConsentChanged said) {
        Transactions.Committed<Heard> done = transactions.inOne("consent", (work, again) -> {
            String now = mergers.goingOn(List.of(person.value())).getOrDefault(person.value(), person.value());
            return people.hear(work, new ChangeConsent(new LifecycleId(now), said));
        });
        Heard heard = done.result();
        return new Outcome(
                heard.isNew(), heard.decides(), heard.isNew() ? done.position() : LastPosition.ofLog(ledger));
    }
}
