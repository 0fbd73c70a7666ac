package io.flywheel.api.lifecycle;

import io.flywheel.api.LifecycleId;
import java.util.List;

/**
 * Some of this person's ids turned out to be somebody else's, or a merge was undone: the two are never merged again unless
 * somebody asks for it by hand.
 *
 * @param off the lifecycle that has those ids now
 * @param by who asked for it
 * @param consents what this person has said last about each purpose, without what came with a merge that is undone
 * @param offered what campaigns began with this person and sent her, without what came with a merge that is undone
 */
public record LifecycleSplit(LifecycleId off, String by, List<ConsentChanged> consents, Offered offered)
        implements LifecycleEvent {}
