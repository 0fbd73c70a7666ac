package io.flywheel.command.churn;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.NavigableSet;

/**
 * Decides whether a source has fallen silent itself: not heard of for much longer than it ever was quiet lately. Then what
 * people do does not arrive here, and that nothing is heard of them means nothing.
 */
final class SourcePolicy {
    /** How far back "usual" looks. */
    static final Duration MEMORY = Duration.ofDays(28);

    /** On so many days it must have been heard of before anything about it is usual. */
    static final int FEWEST_DAYS = 7;

    /** So much longer than the longest pause is too long. */
    static final int TIMES = 3;

    /** A pause shorter than this is never too long. */
    static final Duration SHORTEST = Duration.ofHours(6);

    private SourcePolicy() {}

    /**
     * @param hours the beginnings of the hours in which the source was heard of
     * @param lastHeard the end of the last of them
     * @param tooLong the silence after which it counts as fallen silent; {@link Duration#ZERO} if nothing is usual yet
     */
    record Pulse(Instant lastHeard, Duration tooLong) {
        boolean isSilentAt(Instant now) {
            return !tooLong.isZero() && lastHeard.plus(tooLong).isBefore(now);
        }
    }

    /** @param hours not empty */
    static Pulse of(NavigableSet<Instant> hours) {
        Instant last = hours.last();
        Instant end = last.plus(Duration.ofHours(1));
        NavigableSet<Instant> lately = hours.tailSet(last.minus(MEMORY), true);
        long days = lately.stream()
                .map(hour -> hour.atZone(ZoneOffset.UTC).toLocalDate())
                .distinct()
                .count();
        if (days < FEWEST_DAYS) {
            return new Pulse(end, Duration.ZERO);
        }
        Duration longest = Duration.ZERO;
        Instant before = lately.first();
        for (Instant hour : lately) {
            Duration pause = Duration.between(before, hour);
            longest = pause.compareTo(longest) > 0 ? pause : longest;
            before = hour;
        }
        Duration tooLong = longest.multipliedBy(TIMES);
        return new Pulse(end, tooLong.compareTo(SHORTEST) > 0 ? tooLong : SHORTEST);
    }
}
