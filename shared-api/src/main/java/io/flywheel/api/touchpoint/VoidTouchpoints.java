package io.flywheel.api.touchpoint;

import io.flywheel.api.LifecycleId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Take these touchpoints of one person out of the fold for good (wrong import, test data); the record of them stays.
 *
 * @param reason in words, shown in the timeline
 * @param by who asked for it
 */
public record VoidTouchpoints(
        @TargetAggregateIdentifier LifecycleId person, List<TouchpointKey> keys, String reason, String by) {}
