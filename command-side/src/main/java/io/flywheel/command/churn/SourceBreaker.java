package io.flywheel.command.churn;

import io.flywheel.api.Micros;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps people from being taken for lost because a pipe is broken: those whose source has fallen silent are held until an
 * operator says that its silence is true.
 */
@Component
class SourceBreaker {
    private static final Logger LOG = LoggerFactory.getLogger(SourceBreaker.class);

    private final SourcePulse pulse;
    private final DueSheet sheet;
    private final BackFills backFills;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    SourceBreaker(SourcePulse pulse, DueSheet sheet, BackFills backFills, JdbcTemplate jdbc, Clock clock) {
        this.pulse = pulse;
        this.sheet = sheet;
        this.backFills = backFills;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A source, as it is shown.
     *
     * @param lastHeard the end of the hour in which a service sent something under its key, UTC
     * @param tooLongHours after how many silent hours it counts as fallen silent; 0 if nothing is usual yet
     * @param silent whether it is taken for fallen silent, and nobody has said that this is true
     * @param fillingIn whether it is just sending history, for the sake of which nobody of whom it told last is looked at
     * @param held how many people are not looked at because of it
     */
    record Shown(String source, Instant lastHeard, long tooLongHours, boolean silent, boolean fillingIn, int held) {}

    List<Shown> all() {
        Instant now = clock.instant();
        Map<String, Instant> believed = believed();
        Set<String> fillingIn = backFills.underWay();
        List<Shown> shown = new ArrayList<>();
        pulses(now)
                .forEach((source, one) -> shown.add(new Shown(
                        source,
                        one.lastHeard(),
                        one.tooLong().toHours(),
                        isTaken(source, one, now, believed),
                        fillingIn.contains(source),
                        sheet.heldBy(source))));
        return shown;
    }

    /** The sources that have fallen silent, each with the instant since which nothing was heard of it. */
    Map<String, Instant> silent() {
        Instant now = clock.instant();
        Map<String, Instant> believed = believed();
        Map<String, Instant> silent = new HashMap<>();
        pulses(now).forEach((source, one) -> {
            if (isTaken(source, one, now, believed)) {
                silent.put(source, one.lastHeard());
            }
        });
        return silent;
    }

    /**
     * An operator says that its people are silent themselves, or that it is heard of again.
     *
     * @return how many people are looked at again
     */
    int believe(String source, String by) {
        jdbc.update(
                "INSERT INTO source_believed (source, believed_at) VALUES (?, ?)"
                        + " ON DUPLICATE KEY UPDATE believed_at = VALUES(believed_at)",
                source,
                Micros.of(clock.instant()));
        int released = sheet.release(source);
        LOG.info("{} says that the silence of source {} is true: {} people are looked at", by, source, released);
        return released;
    }

    boolean knows(String source) {
        return pulses(clock.instant()).containsKey(source);
    }

    private static boolean isTaken(
            String source, SourcePolicy.Pulse pulse, Instant now, Map<String, Instant> believed) {
        Instant said = believed.get(source);
        return pulse.isSilentAt(now) && (said == null || said.isBefore(pulse.lastHeard()));
    }

    private Map<String, SourcePolicy.Pulse> pulses(Instant now) {
        Map<String, SourcePolicy.Pulse> pulses = new TreeMap<>();
        // A source that has been silent for longer than this is no news to anybody.
        pulse.since(now.minus(SourcePolicy.MEMORY.multipliedBy(4)))
                .forEach((source, hours) -> pulses.put(source, SourcePolicy.of(hours)));
        return pulses;
    }

    private Map<String, Instant> believed() {
        Map<String, Instant> believed = new HashMap<>();
        jdbc.query("SELECT source, believed_at FROM source_believed", row -> {
            believed.put(row.getString(1), Micros.toInstant(row.getLong(2)));
        });
        return believed;
    }
}
