package io.flywheel.api.privacy;

import org.jspecify.annotations.Nullable;

/** What is sealed was changed, cut off, or stands where it does not belong; it names the event and quotes nothing. */
public final class CannotOpen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotOpen(Place place, String why, @Nullable Throwable cause) {
        super(place + " cannot be opened: " + why, cause);
    }
}
