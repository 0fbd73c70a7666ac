package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.MovedTouchpoint;
import java.util.List;

/**
 * What leaves one lifecycle for another.
 *
 * @param source who saw the lifecycle first that it leaves
 * @param identities by their numbers there
 * @param touchpoints in the order of the fold, with those numbers
 */
record Departure(LifecycleId from, String source, List<IdentityLinked> identities, List<MovedTouchpoint> touchpoints) {}
