package io.flywheel.command.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A message could not be sent. The reason is a short code that quotes nobody: answers of servers quote addresses. */
final class Undeliverable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final boolean forGood;
    private final @Nullable Duration wait;

    private Undeliverable(String reason, boolean forGood, @Nullable Duration wait) {
        super(reason, null, false, false);
        this.reason = reason;
        this.forGood = forGood;
        this.wait = wait;
    }

    static Undeliverable forGood(String reason) {
        return new Undeliverable(reason, true, null);
    }

    static Undeliverable forNow(String reason) {
        return new Undeliverable(reason, false, null);
    }

    /** @param wait how long the receiver wants to be left alone */
    static Undeliverable forNow(String reason, @Nullable Duration wait) {
        return new Undeliverable(reason, false, wait);
    }

    String reason() {
        return reason;
    }

    boolean isForGood() {
        return forGood;
    }

    @Nullable
    Duration patience() {
        return wait;
    }
}
