package io.flywheel.api.model;

import io.flywheel.api.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** One version of a stage model, checked and ready to fold. Immutable, safe for threads. */
public final class StageModel {
    public String id() {
        throw new IllegalStateException();
    }

    public int version() {
        throw new IllegalStateException();
    }

    public Map<String, String> titles() {
        throw new IllegalStateException();
    }

    /** In the order of the model; the last one is the stage of the lost. */
    public List<Stage> stages() {
        throw new IllegalStateException();
    }

    /** The exact time without activity after which a person is lost. */
    public Duration silence() {
        throw new IllegalStateException();
    }

    /** The state of somebody of whom nothing is known. */
    public FoldState start() {
        throw new IllegalStateException();
    }

    public FoldState resume(FoldMemo memo) {
        throw new IllegalStateException();
    }

    /** The whole path as it stands at {@code asOf}, from touchpoints in any order, duplicates included. */
    public StagePath fold(Collection<Touchpoint> touchpoints, Instant asOf) {
        throw new IllegalStateException();
    }
}
