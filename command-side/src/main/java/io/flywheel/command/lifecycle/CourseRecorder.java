package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.winback.Campaign;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets people decide about campaigns, in the transaction that is under way if there is one. */
@Component
public class CourseRecorder {
    private final Transactions transactions;
    private final Lifecycles lifecycles;

    CourseRecorder(Transactions transactions, Lifecycles lifecycles) {
        this.transactions = transactions;
        this.lifecycles = lifecycles;
    }

    /** @param since when she entered the stage that the campaign is for, UTC */
    public void begin(LifecycleId person, Campaign campaign, Instant since) {
        transactions.inOne("begin", (work, again) -> {
            lifecycles.prepareCurrent(work, List.of(person.value()));
            lifecycles.load(person.value()).execute(lifecycle -> lifecycle.begin(campaign, since));
            return true;
        });
    }

    /** A step that was taken before is not taken again. */
    public StepTaken take(LifecycleId person, String episode, int step, Circumstances circumstances) {
        return transactions
                .inOne("step", (work, again) -> {
                    lifecycles.prepareCurrent(work, List.of(person.value()));
                    return lifecycles
                            .load(person.value())
                            .invoke(lifecycle -> lifecycle.takeStep(episode, step, circumstances));
                })
                .result();
    }
}
