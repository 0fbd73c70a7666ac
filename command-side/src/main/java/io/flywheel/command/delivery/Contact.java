package io.flywheel.command.delivery;

import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where and how somebody can be addressed, as far as services have told; nothing where they have not. */
public record Contact(
        @Nullable String email,
        @Nullable Locale locale,
        @Nullable ZoneId zone) {
    static final Contact UNKNOWN = new Contact(null, null, null);

    /** Not her address: this may end up in a log. */
    @Override
    public String toString() {
        return "Contact[" + (email == null ? "no address" : "an address") + "]";
    }
}
