package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.ConsentChanged;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** She said something about a purpose; it is recorded unless it is known. */
record ChangeConsent(@TargetAggregateIdentifier LifecycleId person, ConsentChanged said) {}
