package io.flywheel.command.campaign;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Who asked, as the log keeps it. */
final class By {
    private By() {}

    static String of(@Nullable Principal who) {
        return who == null ? "api" : who.getName();
    }
}
