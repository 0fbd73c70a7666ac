package io.flywheel.command.ingestion;

import io.flywheel.api.Micros;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a page of a list ended, as an opaque text. */
final class Cursors {
    static final int MOST = 1_000;

    private Cursors() {}

    /** A place in a list by time, where equal times go by id. */
    record Moment(long micros, String id) {}

    static String of(long id) {
        return write(Long.toString(id));
    }

    static String of(Instant time, String id) {
        return write(Micros.of(time) + " " + id);
    }

    static @Nullable Long parse(@Nullable String cursor) {
        return read(cursor, Long::valueOf);
    }

    static @Nullable Moment parseMoment(@Nullable String cursor) {
        return read(cursor, text -> {
            int space = text.indexOf(' ');
            return new Moment(Long.parseLong(text, 0, Math.max(0, space), 10), text.substring(space + 1));
        });
    }

    private static String write(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static <T> @Nullable T read(@Nullable String cursor, Function<String, T> reading) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        try {
            return reading.apply(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException foreign) {
            throw Problems.invalid("\"cursor\" must be the value of \"next\" of the page before.");
        }
    }

    static int limit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problems.invalid("\"limit\" must be between 1 and " + MOST + ".");
        }
        return limit;
    }
}
