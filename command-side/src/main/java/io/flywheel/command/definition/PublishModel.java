package io.flywheel.command.definition;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks for a text to become the model's next version, without anybody being moved by it.
 *
 * @param model the model's id, which the text must name too
 * @param file the name to use in errors
 * @param text the whole YAML
 * @param by who asks
 */
record PublishModel(String model, String file, String text, String by) {
    @TargetAggregateIdentifier
    String stream() {
        return StageModelDefinition.stream(model);
    }
}
