package io.flywheel.command.campaign;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a campaign may do just now. */
public enum Standing {
    /** Published, and never activated: nothing. */
    DRAFT,
    /** Start for people, and take their steps. */
    ACTIVE,
    /** Nothing, until it is activated again; nobody who is in it drops out. */
    PAUSED,
    /** Take the steps of those who are in it, and start for nobody. */
    FINISHING,
    /** Nothing; whoever was in it is not any more. */
    ENDED;

    @JsonValue
    String inWords() {
        return name().toLowerCase(Locale.ROOT);
    }
}
