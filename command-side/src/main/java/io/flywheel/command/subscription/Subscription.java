package io.flywheel.command.subscription;

import java.time.Duration;
import java.util.Set;

/**
 * Which stage changes a source is told.
 *
 * @param models none means all
 * @param stages that somebody comes into; none means all
 */
record Subscription(String source, Set<String> models, Set<String> stages, Duration newsLimit) {
    /** As its notices are called in the outbox; no channel has a slash in its name. */
    String channel() {
        return "stage-changes/" + source;
    }

    /** What became known too late to be news is history that was filled in. */
    boolean wants(StageChange change) {
        return (models.isEmpty() || models.contains(change.model()))
                && (stages.isEmpty() || stages.contains(change.step().to()))
                && !change.step()
                        .occurredAt()
                        .plus(newsLimit)
                        .isBefore(change.by().at());
    }
}
