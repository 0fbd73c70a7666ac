package io.flywheel.api.winback;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.stream.Stream;

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
     * when it is; where it is put back over it, they end each time that it is shown.
     */
    public Instant endAfter(Instant instant, ZoneId zone) {
        LocalDate today = instant.atZone(zone).toLocalDate();
        return Stream.of(today, today.plusDays(1))
                .flatMap(day -> instants(day.atTime(to), zone.getRules()))
                .filter(end -> end.isAfter(instant))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Instant> instants(LocalDateTime shown, ZoneRules rules) {
        ZoneOffsetTransition change = rules.getTransition(shown);
        return change != null && change.isGap()
                ? Stream.of(change.getInstant())
                : rules.getValidOffsets(shown).stream().map(shown::toInstant);
    }
}
