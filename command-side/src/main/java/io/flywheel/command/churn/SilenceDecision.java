package io.flywheel.command.churn;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Where it is decided who has fallen silent. */
public interface SilenceDecision {
    /**
     * Records the silences that have ended by then; asks only those who are still due.
     *
     * @param silent sources that have fallen silent themselves, with the instant since which nothing is known from them
     * @return how many people were lost to one model or more
     */
    int assess(List<String> streams, Instant asOf, Map<String, Instant> silent);
}
