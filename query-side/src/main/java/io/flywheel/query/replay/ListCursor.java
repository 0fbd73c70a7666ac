package io.flywheel.query.replay;

import io.flywheel.api.Micros;
import io.flywheel.query.platform.Problems;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where a page of the list of replays ended. */
record ListCursor(long startedAt, String id) {
    static ListCursor of(Replay last) {
        return new ListCursor(Micros.of(last.startedAt()), last.id());
    }

    /** @param text as {@link #text()} wrote it; none begins with the newest */
    static @Nullable ListCursor parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int space = plain.indexOf(' ');
            return new ListCursor(Long.parseLong(plain, 0, Math.max(0, space), 10), plain.substring(space + 1));
        } catch (IllegalArgumentException foreign) {
            throw Problems.bad("cursor", "cursor=" + text + " is not the value of \"next\" of the page before.");
        }
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((startedAt + " " + id).getBytes(StandardCharsets.UTF_8));
    }
}
