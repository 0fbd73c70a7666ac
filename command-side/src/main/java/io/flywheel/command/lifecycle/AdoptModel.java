package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.model.ModelRef;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Fold one person's whole history under this version and go on under it; one who is under it already stays as she is. */
record AdoptModel(@TargetAggregateIdentifier LifecycleId person, ModelRef model) {}
