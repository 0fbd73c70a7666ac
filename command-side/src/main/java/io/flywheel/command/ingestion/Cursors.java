package io.flywheel.command.ingestion;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where a page of a list ended, as an opaque text. */
final class Cursors {
    static final int MOST = 1_000;

    private Cursors() {}

    static String of(long id) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Long.toString(id).getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable Long parse(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        try {
            return Long.valueOf(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
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
