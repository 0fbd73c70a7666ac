package io.flywheel.command.definition;

import io.flywheel.api.model.StageModel;
import java.util.List;

/**
 * The active models at one moment, together with the name of exactly this set.
 *
 * @param models in the order in which they were first activated: the first is the default
 * @param fingerprint 16 hex digits that differ as soon as another version or another model is active
 * @param asOf the position of the newest definition that was known then
 */
public record ActiveSet(List<StageModel> models, String fingerprint, long asOf) {}
