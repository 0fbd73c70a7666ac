package io.flywheel.command.definition;

import io.flywheel.command.platform.Retried;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Publishes and activates, and lets this process see the result before it answers. */
@Component
class Definitions {
    private final CommandGateway commands;
    private final ActiveModels models;
    private final Adoptions adoptions;

    Definitions(CommandGateway commands, ActiveModels models, Adoptions adoptions) {
        this.commands = commands;
        this.models = models;
        this.adoptions = adoptions;
    }

    /**
     * @return the version that has this text
     * @throws io.flywheel.api.definition.DefinitionRefused if the text is not a model, or of another one
     */
    int publish(PublishModel command) {
        int version = Retried.until(() -> commands.<Integer>sendAndWait(command));
        models.refresh();
        return version;
    }

    /**
     * Does nothing where that version is active already. New people have a stage under it from now on; those recorded
     * before adopt it in the background.
     *
     * @throws UnknownDefinition if it was never published
     */
    void activate(ActivateModel command) {
        models.refresh();
        PublishedModel model = models.catalogue().get(command.model());
        model.version(command.version());
        if (model.active() != null && model.active() == command.version()) {
            return;
        }
        Retried.until(() -> {
            commands.<Object>sendAndWait(command);
            return command.version();
        });
        models.refresh();
        adoptions.begin();
    }
}
