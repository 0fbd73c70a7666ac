package io.flywheel.query.replay;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One rebuild of one read model, as it is stored.
 *
 * @param kept the generation to roll back to, none once it was given up
 * @param byHand whether somebody is to say when it shall answer
 * @param reached how far it had read when its generation was given up
 * @param error why it failed; holds no personal data
 */
record Replay(
        String id,
        String projection,
        int generation,
        @Nullable Integer kept,
        boolean byHand,
        State state,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Long reached,
        @Nullable String error) {

    /** What has become of it. */
    enum State {
        /** on its way to the end of the log */
        RUNNING,
        /** there, and waiting for somebody to say that it shall answer */
        READY,
        /** answered since {@code finishedAt}, and does so still unless a later replay took over */
        LIVE,
        CANCELLED,
        FAILED,
        ROLLED_BACK;

        /** As scripts see it and as it is stored. */
        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static State of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** Whether its generation is being built beside the one that answers. */
    boolean isBuilding() {
        return state == State.RUNNING || state == State.READY;
    }

    Replay ready() {
        return with(kept, State.READY, null, null);
    }

    Replay live(int before, Instant now) {
        return with(before, State.LIVE, now, null);
    }

    Replay withoutWayBack() {
        return with(null, state, finishedAt, error);
    }

    Replay ended(State how, Instant now, @Nullable String why) {
        return with(null, how, now, why);
    }

    private Replay with(@Nullable Integer keeps, State becomes, @Nullable Instant finished, @Nullable String because) {
        return new Replay(id, projection, generation, keeps, byHand, becomes, startedAt, finished, reached, because);
    }
}
