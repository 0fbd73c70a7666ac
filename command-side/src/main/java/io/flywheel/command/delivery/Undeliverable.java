package io.flywheel.command.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A message could not be sent. The reason is a short code that quotes nobody: answers of servers quote addresses. */
final class Undeliverable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final boolean forGood;
    private final boolean forbidden;
    private final @Nullable Duration wait;

    private Undeliverable(String reason, boolean forGood, boolean forbidden, @Nullable Duration wait) {
        super(reason, null, false, false);
        this.reason = reason;
        this.forGood = forGood;
        this.forbidden = forbidden;
        this.wait = wait;
    }

    static Undeliverable forGood(String reason) {
        return new Undeliverable(reason, true, false, null);
    }

    /** It must not be sent any more. */
    static Undeliverable anyMore(String reason) {
        return new Undeliverable(reason, true, true, null);
    }

    static Undeliverable forNow(String reason) {
        return new Undeliverable(reason, false, false, null);
    }

    /** @param wait how long the receiver wants to be left alone */
    static Undeliverable forNow(String reason, @Nullable Duration wait) {
        return new Undeliverable(reason, false, false, wait);
    }

    String reason() {
        return reason;
    }

    boolean isForGood() {
        return forGood;
    }

    boolean isForbidden() {
        return forbidden;
    }

    @Nullable
    Duration patience() {
        return wait;
    }
}
