package io.flywheel.api.definition;

import io.flywheel.api.model.StageModel;

/** Reads a model's YAML and checks every rule; what it does not understand it refuses. */
public final class ModelFile {
    private ModelFile() {}

    /**
     * @param file the name to use in errors
     * @param version the version it is or will be published as
     * @throws ModelRefused with file, line and reason of everything that is wrong
     */
    public static StageModel read(String file, int version, String yaml) {
        throw new IllegalStateException();
    }
}
