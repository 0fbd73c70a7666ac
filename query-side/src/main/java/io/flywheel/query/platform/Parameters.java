package io.flywheel.query.platform;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Reads the parameters that every question shares; what it cannot read becomes a 400 that says how to write it. */
@Component
public class Parameters {
    /** Whatever can be added to or taken from these still is an instant. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final long LONGEST_MONTHS = 12_000;

    private final Clock clock;
    private final ZoneId zone;

    public Parameters(Clock clock, @Value("${flywheel.zone:UTC}") ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    /** The zone in which days, weeks and months begin. */
    public ZoneId zone() {
        return zone;
    }

    /** An instant ({@code 1998-07-01T00:00:00Z}) or a date, which means its start in UTC; now where there is none. */
    public Instant at(@Nullable String text) {
        return instant("at", text, clock.instant());
    }

    public Instant instant(String parameter, @Nullable String text, Instant otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            // A plus that was not encoded arrives as a space.
            String clean = text.strip().replace(' ', '+');
            Instant instant = clean.indexOf('T') < 0
                    ? LocalDate.parse(clean).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(clean).toInstant();
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw Problems.bad(parameter, parameter + "=" + text + " is not between the years 1 and 9999.");
            }
            return instant;
        } catch (DateTimeException e) {
            throw Problems.bad(
                    parameter,
                    parameter + "=" + text + " is no instant. Write 1998-07-01T00:00:00Z, or 1998-07-01 for its start"
                            + " in UTC.");
        }
    }

    public Interval interval(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Interval.MONTH;
        }
        return Arrays.stream(Interval.values())
                .filter(one -> one.name().equals(text.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Problems.bad("interval", "interval=" + text + " is not one of day, week, month."));
    }

    /**
     * How far back something counts: an ISO-8601 period such as {@code P90D}, {@code P12M} or {@code P1Y}.
     *
     * @return none for all of it
     */
    public @Nullable Period window(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            Period window = Period.parse(text.strip());
            if (!window.isNegative() && !window.isZero() && window.toTotalMonths() <= LONGEST_MONTHS) {
                return window;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // told below
        }
        throw Problems.bad(
                "window", "window=" + text + " is no period of days, weeks, months or years: P90D, P12W, P6M, P1Y.");
    }

    /** How many items a page is to have. */
    public int limit(@Nullable String text, int otherwise, int most) {
        return number("limit", text, otherwise, 1, most);
    }

    public int number(String parameter, @Nullable String text, int otherwise, int least, int most) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw Problems.bad(
                parameter, parameter + "=" + text + " is no whole number from " + least + " to " + most + ".");
    }

    /** The beginning of the local day that holds an instant, or of one some days before or after. */
    public Instant startOfDay(Instant instant, int days) {
        return instant.atZone(zone)
                .toLocalDate()
                .plusDays(days)
                .atStartOfDay(zone)
                .toInstant();
    }

    public static @Nullable String blankAsNone(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** For figures, which cannot yet be told as they were known at an earlier time. */
    public void refuseKnownAt(@Nullable String knownAt) {
        if (knownAt != null && !knownAt.isBlank()) {
            throw Problems.unsupported("Figures do not take knownAt yet: they answer with what is known now."
                    + " Leave it out, or ask /api/users/{userId}/timeline, which answers what was known when.");
        }
    }

    /** A position of the log, as answers give it: a whole number from 0, with or without {@code position:} before it. */
    public static long position(String parameter, String text) {
        String digits = text.strip().startsWith("position:") ? text.strip().substring(9) : text.strip();
        try {
            long position = Long.parseLong(digits);
            if (position >= 0) {
                return position;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw Problems.bad(
                parameter,
                parameter + "=" + text + " is no position. Use the number that an answer gave as its position.");
    }
}
