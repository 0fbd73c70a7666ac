package io.flywheel.command.ingestion;

import io.flywheel.api.IsoInstants;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Decides when an event happened.
 *
 * <p>With both {@code timestamp} and {@code originalTimestamp}, {@code timestamp} counts. With one of them, it counts as
 * it is if a server sent it; a browser's or phone's clock is corrected by {@code receivedAt − (sentAt − time)}. With
 * none, it happened when it was received. Times up to a day ahead become {@code receivedAt}, or everything after them
 * would be late; what is further ahead, or before 1900, is a mistake. A time without an offset is UTC, a date without a
 * time is its first instant.
 */
final class EventTimes {
    static final Duration TOLERANCE = Duration.ofHours(24);
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private static final DateTimeFormatter LENIENT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']HH:mm[:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .optionalEnd()
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private EventTimes() {}

    static Instant occurredAt(JsonNode event, Instant receivedAt) throws Unfit {
        Instant time = asSent(event, receivedAt);
        if (time.isBefore(EARLIEST)) {
            throw new Unfit("bad-time", "The time " + time + " is before 1900.");
        }
        if (time.isAfter(receivedAt.plus(TOLERANCE))) {
            throw new Unfit(
                    "future-time",
                    "The time " + time + " is more than 24 hours after it was received, at " + receivedAt + ".");
        }
        return time.isAfter(receivedAt) ? receivedAt : time;
    }

    private static Instant asSent(JsonNode event, Instant receivedAt) throws Unfit {
        JsonNode timestamp = EventJson.member(event, "timestamp");
        JsonNode original = EventJson.member(event, "originalTimestamp");
        if (timestamp != null && original != null) {
            return parse("timestamp", timestamp);
        }
        if (timestamp == null && original == null) {
            return receivedAt;
        }
        Instant time = timestamp != null ? parse("timestamp", timestamp) : parse("originalTimestamp", original);
        Instant sentAt = Libraries.isClient(event) ? sentAt(event) : null;
        return sentAt == null ? time : receivedAt.minus(Duration.between(time, sentAt));
    }

    /** An unreadable one is no reason to lose the event: its time is then taken as it is. */
    private static @Nullable Instant sentAt(JsonNode event) {
        String text = EventJson.text(event, "sentAt");
        return text == null ? null : parse(text);
    }

    private static Instant parse(String member, @Nullable JsonNode value) throws Unfit {
        Instant time = value != null && value.isString() ? parse(value.asString()) : null;
        if (time == null) {
            throw new Unfit(
                    "bad-time",
                    "\"" + member + "\" must be a time such as 2026-03-01T12:30:00Z or 2026-03-01, not "
                            + Texts.shorten(Texts.wellFormed(String.valueOf(value)), 60) + ".");
        }
        return time;
    }

    /** Null if it is no time of a year of four digits. */
    static @Nullable Instant parse(String text) {
        Instant time = read(text);
        return time == null || time.isBefore(FIRST) || time.isAfter(LAST) ? null : time;
    }

    private static @Nullable Instant read(String text) {
        if (text.length() < 10 || text.length() > 40) {
            return null;
        }
        try {
            if (text.charAt(text.length() - 1) == 'Z' && text.charAt(10) == 'T') {
                return IsoInstants.read(text);
            }
            TemporalAccessor parsed =
                    LENIENT.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return switch (parsed) {
                case OffsetDateTime time -> time.toInstant();
                case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
                case LocalDate date -> date.atStartOfDay(ZoneOffset.UTC).toInstant();
                default -> null;
            };
        } catch (DateTimeException notATime) {
            return null;
        }
    }
}
