package io.flywheel.command.definition;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Asks for people to have a stage under a published version from now on. */
record ActivateModel(String model, int version, String by) {
    @TargetAggregateIdentifier
    String stream() {
        return StageModelDefinition.stream(model);
    }
}
