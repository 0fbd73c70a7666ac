package io.flywheel.query.platform;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to tell people apart that one read model knows and another's answers may be asked by: a channel, a stage, a
 * segment.
 */
public interface Grouping {
    /** As questions name it, e.g. {@code channel}. */
    String name();

    /** The read models that it is told from. */
    List<String> readModels();

    /** Hands over everybody who is in a group at that instant, each once. */
    void each(Question question, Reader reader);

    /**
     * @param model the stage model, where that matters; none for the first active one
     * @param currency where that matters; none for the one in which most is bought
     */
    record Question(
            Instant at, @Nullable String model, @Nullable String currency) {}

    /** Takes in which group somebody is. */
    @FunctionalInterface
    interface Reader {
        void person(String stream, String group);
    }
}
