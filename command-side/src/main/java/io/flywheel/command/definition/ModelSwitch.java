package io.flywheel.command.definition;

import org.springframework.stereotype.Component;

/** Lets other parts of this program activate a published model as the HTTP API does. */
@Component
public class ModelSwitch {
    private final Definitions definitions;
    private final ActiveModels models;

    ModelSwitch(Definitions definitions, ActiveModels models) {
        this.definitions = definitions;
        this.models = models;
    }

    /** Activates the newest version, unless a version is active already: somebody may have chosen that. */
    public void activateUnlessActive(String model, String by) {
        models.refresh();
        PublishedModel published = models.catalogue().get(model);
        if (published.active() == null) {
            definitions.activate(new ActivateModel(model, published.newest().version(), by));
        }
    }
}
