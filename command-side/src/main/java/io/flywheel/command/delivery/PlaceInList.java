package io.flywheel.command.delivery;

import io.flywheel.api.Micros;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where a page of the outbox ended: by the time of decisions, equal times by id. */
record PlaceInList(long micros, String id) {
    static String after(OutboxEntry last) {
        String place = Micros.of(last.decidedAt()) + " " + last.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws org.springframework.web.ErrorResponseException 400 for what {@link #after} did not write */
    static @Nullable PlaceInList read(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        try {
            String place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int blank = place.indexOf(' ');
            return new PlaceInList(Long.parseLong(place, 0, Math.max(0, blank), 10), place.substring(blank + 1));
        } catch (IllegalArgumentException foreign) {
            throw Problems.invalid("\"cursor\" must be the value of \"next\" of the page before.");
        }
    }
}
