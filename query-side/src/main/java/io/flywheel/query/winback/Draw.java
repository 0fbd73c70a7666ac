package io.flywheel.query.winback;

import java.time.Duration;

/** When somebody was drawn into an arm of a campaign for the first time, and how many messages that episode then sent. */
final class Draw {
    final boolean addressed;
    /** Microseconds since 1970-01-01T00:00:00Z. */
    final long at;

    final int version;
    final String episode;
    long messages;

    Draw(boolean addressed, long at, int version, String episode) {
        this.addressed = addressed;
        this.at = at;
        this.version = version;
        this.episode = episode;
    }

    /** From when on nothing counts any more. */
    long until(Duration within) {
        return at + within.getSeconds() * 1_000_000 + within.getNano() / 1_000;
    }
}
