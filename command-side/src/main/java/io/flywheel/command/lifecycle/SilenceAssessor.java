package io.flywheel.command.lifecycle;

import io.flywheel.command.churn.DueSheet;
import io.flywheel.command.churn.SilenceDecision;
import io.flywheel.command.churn.SourcesNow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Asks people who may have fallen silent whether they have; each decides for herself, many in one transaction. */
@Component
class SilenceAssessor implements SilenceDecision {
    private final Transactions transactions;
    private final Lifecycles lifecycles;
    private final DueSheet sheet;

    SilenceAssessor(Transactions transactions, Lifecycles lifecycles, DueSheet sheet) {
        this.transactions = transactions;
        this.lifecycles = lifecycles;
        this.sheet = sheet;
    }

    @Override
    public int assess(List<String> streams, Instant asOf, SourcesNow sources) {
        return transactions
                .inOne("assess silence", (work, again) -> {
                    lifecycles.lock(work, streams);
                    List<String> claimed = sheet.claim(streams, asOf);
                    // Read after the rows are claimed: a bound that another process lowers from here on waits for this.
                    lifecycles.readCurrent(work, claimed);
                    List<DueSheet.Next> next = new ArrayList<>();
                    int churned = 0;
                    for (String stream : claimed) {
                        Silence found = lifecycles.load(stream).invoke(lifecycle -> lifecycle.assess(asOf, sources));
                        churned += found.churned() ? 1 : 0;
                        next.add(new DueSheet.Next(stream, found.next(), found.heldBy()));
                    }
                    sheet.move(next);
                    return churned;
                })
                .result();
    }
}
