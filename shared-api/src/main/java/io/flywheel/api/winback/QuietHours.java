package io.flywheel.api.winback;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When nobody is addressed, by the clock on a person's own wall; it may go on over midnight.
 *
 * @param from the first quiet minute
 * @param to the first minute that is not quiet any more
 */
public record QuietHours(LocalTime from, LocalTime to) {
    public boolean includes(Instant instant, ZoneId zone) {
        LocalTime now = instant.atZone(zone).toLocalTime();
        boolean sameDay = from.isBefore(to);
        return sameDay ? !now.isBefore(from) && now.isBefore(to) : !now.isBefore(from) || now.isBefore(to);
    }

    /**
     * The end of the quiet hours that an instant is in. Where the clock is put forward over that very minute, they end
     * when it is; where it is put back over it, they end the first time that it is shown.
     */
    public Instant endAfter(Instant instant, ZoneId zone) {
        ZonedDateTime now = instant.atZone(zone);
        ZonedDateTime end = now.toLocalDate().atTime(to).atZone(zone);
        if (!end.toInstant().isAfter(instant)) {
            end = now.toLocalDate().plusDays(1).atTime(to).atZone(zone);
        }
        return end.withEarlierOffsetAtOverlap().toInstant();
    }
}
