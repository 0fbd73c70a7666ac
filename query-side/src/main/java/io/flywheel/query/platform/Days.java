package io.flywheel.query.platform;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/** Turns millions of instants into local days, looking up the zone's offset once for each stretch of time. */
public final class Days {
    private static final long SECONDS_PER_DAY = 86_400;

    private final ZoneRules rules;
    /** The offset holds for these seconds: from inclusive, until exclusive. */
    private long from = 1;

    private long until;
    private long offset;

    public Days(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /** @return the day as {@link java.time.LocalDate#toEpochDay()} numbers it; not safe for threads */
    public int of(long micros) {
        long second = Math.floorDiv(micros, 1_000_000);
        if (second < from || second >= until) {
            look(second);
        }
        return (int) Math.floorDiv(second + offset, SECONDS_PER_DAY);
    }

    private void look(long second) {
        Instant instant = Instant.ofEpochSecond(second);
        offset = rules.getOffset(instant).getTotalSeconds();
        var before = rules.previousTransition(instant.plusSeconds(1));
        var after = rules.nextTransition(instant);
        from = before == null ? Long.MIN_VALUE : before.toEpochSecond();
        until = after == null ? Long.MAX_VALUE : after.toEpochSecond();
    }
}
