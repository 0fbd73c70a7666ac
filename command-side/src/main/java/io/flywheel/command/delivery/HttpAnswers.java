package io.flywheel.command.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what a receiver's answer means for a message. */
final class HttpAnswers {
    /** Of those that say the request is wrong, the ones that may pass: a timeout, too many requests. */
    private static final Set<Integer> MAY_PASS = Set.of(408, 429);

    private HttpAnswers() {}

    /** @throws Undeliverable unless the receiver has taken it */
    static void requireTaken(int status, @Nullable String retryAfter, Instant now) throws Undeliverable {
        if (status >= 200 && status < 300) {
            return;
        }
        String reason = "http-" + status;
        if (status >= 400 && status < 500 && !MAY_PASS.contains(status)) {
            throw Undeliverable.forGood(reason);
        }
        throw Undeliverable.forNow(reason, wait(retryAfter, now));
    }

    /** RFC 9110: seconds, or a date. */
    private static @Nullable Duration wait(@Nullable String text, Instant now) {
        if (text == null) {
            return null;
        }
        try {
            Duration wait = text.strip().chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(text.strip()))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return wait.isNegative() ? null : wait;
        } catch (DateTimeException | NumberFormatException | ArithmeticException unreadable) {
            return null;
        }
    }
}
