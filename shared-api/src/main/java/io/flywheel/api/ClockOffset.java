package io.flywheel.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;

/** How far the product's clock is moved, as both sides read it from {@code flywheel.clock-offset}. */
public final class ClockOffset {
    public static final String PROPERTY = "flywheel.clock-offset";
    public static final String NONE = "P0D";

    private ClockOffset() {}

    /**
     * Reads an ISO-8601 duration of exact length: {@code P90D}, {@code P2W}, {@code PT36H}, {@code -P1D}.
     *
     * @throws IllegalArgumentException that says what to write instead
     */
    public static Duration parse(String text) {
        String offset = text.strip();
        try {
            return offset.contains("T") || offset.contains("t") ? Duration.parse(offset) : days(Period.parse(offset));
        } catch (DateTimeException | ArithmeticException unreadable) {
            throw new IllegalArgumentException(
                    "it is no ISO-8601 duration; write days as P90D, weeks as P2W, hours as PT36H,"
                            + " and a minus in front (-P90D) for the past",
                    unreadable);
        }
    }

    private static Duration days(Period period) {
        if (period.getYears() != 0 || period.getMonths() != 0) {
            throw new IllegalArgumentException("years and months have no fixed length, so a clock cannot be moved by"
                    + " them; write days or weeks instead, as P365D for a year or P30D for a month");
        }
        return Duration.ofDays(period.getDays());
    }
}
