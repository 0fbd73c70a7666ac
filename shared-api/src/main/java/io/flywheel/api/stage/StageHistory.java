package io.flywheel.api.stage;

import java.time.Instant;
import java.util.List;

/**
 * People per stage over time.
 *
 * @param interval {@code day}, {@code week} or {@code month}
 * @param zone in which they begin
 * @param periods in order of time
 * @param position the position of the log that this answer reflects
 */
public record StageHistory(
        String model,
        int version,
        String interval,
        String zone,
        Instant from,
        Instant to,
        List<Period> periods,
        long position) {

    /**
     * @param period {@code 1997-02}, or the date on which a day or week begins
     * @param at the end of the period, at which people are counted; for the last one {@code to}, if that is earlier
     */
    public record Period(String period, Instant at, long people, List<Stage> stages) {}

    public record Stage(String stage, long people) {}
}
