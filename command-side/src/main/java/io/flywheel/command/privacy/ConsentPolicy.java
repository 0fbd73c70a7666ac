package io.flywheel.command.privacy;

import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.privacy.Purposes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of a statement about consent can be kept for ever: names and times. A note would be personal data in plain
 * text, so what is no name is refused.
 */
final class ConsentPolicy {
    /** As with touchpoints: senders' clocks are wrong, but not by more than a day. */
    private static final Duration TOLERANCE = Duration.ofHours(24);

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,63}");
    private static final String NAMELESS = "api";

    private ConsentPolicy() {}

    /** @throws org.springframework.web.ErrorResponseException 400 that says what to write instead */
    static ConsentChanged decide(String purpose, SentConsent sent, Instant now) {
        if (!Purposes.isOne(purpose)) {
            throw Problems.invalid("A purpose is a name of small letters, digits, dots, hyphens and underscores, up to"
                    + " 64 of them, such as email, sms, push, profiling or win-back.");
        }
        Instant at = at(sent.at(), now);
        String source = name("source", sent.source());
        return new ConsentChanged(
                purpose,
                sent.granted(),
                at,
                source == null ? NAMELESS : source,
                name("wording", sent.wording()),
                expires(sent, at));
    }

    private static Instant at(@Nullable String text, Instant now) {
        if (text == null) {
            return now;
        }
        Instant at = time("at", text);
        if (at.isAfter(now.plus(TOLERANCE))) {
            throw Problems.invalid("\"at\" is more than 24 hours ahead of " + now
                    + ": send what she says when she has said it, with its time.");
        }
        return at.isAfter(now) ? now : at;
    }

    private static @Nullable Instant expires(SentConsent sent, Instant at) {
        if (sent.expires() == null) {
            return null;
        }
        if (!sent.granted()) {
            throw Problems.invalid(
                    "\"expires\" goes with \"granted\":true only: a withdrawal holds until she grants it" + " again.");
        }
        Instant expires = time("expires", sent.expires());
        if (!expires.isAfter(at)) {
            throw Problems.invalid("\"expires\" must be after " + at + ", when she granted it.");
        }
        return expires;
    }

    private static @Nullable String name(String member, @Nullable String text) {
        if (text == null || NAME.matcher(text).matches()) {
            return text;
        }
        throw Problems.invalid("\"" + member + "\" must be a name of letters, digits, dots, slashes, hyphens and"
                + " underscores, up to 64 of them, such as " + (member.equals("source") ? "web-form" : "2026-03")
                + "; notes and people's names are not kept here.");
    }

    private static Instant time(String member, String text) {
        try {
            Instant time = text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeException notATime) {
            // told below
        }
        throw Problems.invalid("\"" + member
                + "\" must be an instant such as 2026-03-01T10:00:00Z, or a date, which means its start in UTC; from"
                + " the year 1900 on.");
    }
}
