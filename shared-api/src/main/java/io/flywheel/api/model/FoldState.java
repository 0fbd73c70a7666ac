package io.flywheel.api.model;

import io.flywheel.api.touchpoint.Touchpoint;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One person's fold under one model, stepped touchpoint by touchpoint in {@link Touchpoint#ORDER}. Mutable. */
public final class FoldState {
    FoldState() {}

    public @Nullable String stage() {
        throw new IllegalStateException();
    }

    /** When silence will have lost her, unless she does something before; none if she is lost or never did anything. */
    public @Nullable Instant churnsAt() {
        throw new IllegalStateException();
    }

    /** Steps over one touchpoint: first the silence that it ends, then its rules. Reports what it finds, in order. */
    public void step(Touchpoint touchpoint, Consumer<Transition> found) {
        throw new IllegalStateException();
    }

    /**
     * Steps over one touchpoint without evaluating a rule: applies those transitions of {@code recorded} that silence
     * before it or the touchpoint itself caused. Others are ignored.
     */
    public void follow(Touchpoint touchpoint, List<Transition> recorded) {
        throw new IllegalStateException();
    }

    /** Reports the silence that has ended by {@code asOf}, if any, and goes on from there. */
    public void silence(Instant asOf, Consumer<Transition> found) {
        throw new IllegalStateException();
    }

    /** Applies a recorded transition that no further touchpoint caused (a trailing silence), evaluating nothing. */
    public void followSilence(Transition recorded) {
        throw new IllegalStateException();
    }

    public FoldState copy() {
        throw new IllegalStateException();
    }

    public FoldMemo memo() {
        throw new IllegalStateException();
    }
}
