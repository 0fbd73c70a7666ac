package io.flywheel.command.lifecycle;

import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.command.churn.DueSheet;
import io.flywheel.command.churn.SilenceDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Asks people who may have fallen silent whether they have; each decides for herself, many in one transaction. */
@Component
class SilenceAssessor implements SilenceDecision {
    private final Transactions transactions;
    private final Lifecycles lifecycles;
    private final DueSheet sheet;
    private final Settling settling;

    SilenceAssessor(Transactions transactions, Lifecycles lifecycles, DueSheet sheet, Settling settling) {
        this.transactions = transactions;
        this.lifecycles = lifecycles;
        this.sheet = sheet;
        this.settling = settling;
    }

    @Override
    public int assess(List<String> streams, Instant asOf, Map<String, Instant> silent) {
        return transactions
                .inOne("assess silence", (work, again) -> {
                    lifecycles.prepare(work, streams, List.of());
                    List<DueSheet.Next> next = new ArrayList<>();
                    int churned = 0;
                    List<String> claimed = sheet.claim(streams, asOf);
                    Set<String> arriving = settling.arriving(lastSigns(claimed, asOf), asOf);
                    for (String stream : claimed) {
                        if (arriving.contains(stream)) {
                            next.add(new DueSheet.Next(stream, settling.after(asOf, asOf), null));
                            continue;
                        }
                        Silence found = lifecycles.load(stream).invoke(lifecycle -> lifecycle.assess(asOf, silent));
                        churned += found.churned() ? 1 : 0;
                        next.add(new DueSheet.Next(stream, found.next(), found.heldBy()));
                    }
                    sheet.move(next);
                    return churned;
                })
                .result();
    }

    private Map<String, Touchpoint> lastSigns(List<String> streams, Instant asOf) {
        Map<String, Touchpoint> last = new HashMap<>();
        for (String stream : streams) {
            Touchpoint touchpoint = lifecycles.load(stream).invoke(lifecycle -> lifecycle.lastBeforeSilence(asOf));
            if (touchpoint != null) {
                last.put(stream, touchpoint);
            }
        }
        return last;
    }
}
