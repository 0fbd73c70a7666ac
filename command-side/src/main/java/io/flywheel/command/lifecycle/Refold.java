package io.flywheel.command.lifecycle;

import io.flywheel.api.touchpoint.Touchpoint;
import java.util.List;

/**
 * A fold of other touchpoints than the recorded ones, or under another model: what it found, to be recorded, and what the
 * memory needs to know of it afterwards.
 *
 * @param touchpoints that were folded, in order
 * @param fromCheckpoint whether it went on from the checkpoints instead of folding the whole history
 */
record Refold(List<Touchpoint> touchpoints, List<FoundPath> found, boolean fromCheckpoint) {}
