package io.flywheel.command.churn;

import java.time.Instant;
import java.util.List;

/** Where it is decided who has fallen silent. */
public interface SilenceDecision {
    /**
     * Records the silences that have ended by then; asks only those who are still due.
     *
     * @return how many people were lost to one model or more
     */
    int assess(List<String> streams, Instant asOf, SourcesNow sources);
}
