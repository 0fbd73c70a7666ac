package io.flywheel.command.lifecycle;

import io.flywheel.api.model.ModelRef;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.winback.Campaign;
import java.time.Instant;
import java.util.List;

/** What a lifecycle needs to know from outside: the models, and its own stream for the rare deep look. */
interface LifecycleSurroundings {
    /** Under which a new person's path is recorded. */
    List<ModelRef> activeModels();

    /** Any published version. */
    StageModel model(ModelRef ref);

    History history(String lifecycle);

    /** Any published version. */
    Campaign campaign(String id, int version);

    Instant now();

    /** When to look whether somebody was lost then: later, while this source sends history that may go on. */
    Instant onceWhole(String source, Instant due);

    /** Silence may lose her as early as this: earlier than was known. */
    void mayChurnAt(String lifecycle, Instant at);
}
