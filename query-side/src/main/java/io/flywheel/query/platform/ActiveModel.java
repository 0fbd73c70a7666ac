package io.flywheel.query.platform;

import io.flywheel.api.definition.ModelFile;
import io.flywheel.api.model.Stage;
import io.flywheel.api.model.StageModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What answers say about one version of a stage model, which is the active one unless something else is said.
 *
 * @param stages in the order of the model
 * @param silence the exact time without activity after which a person is lost
 */
public record ActiveModel(String id, int version, Map<String, String> titles, List<Stage> stages, Duration silence) {
    static ActiveModel read(String id, int version, String text) {
        StageModel model = ModelFile.read(id, version, text);
        return new ActiveModel(model.id(), model.version(), model.titles(), model.stages(), model.silence());
    }

    /** The name of the stage of those who were lost. */
    public String lost() {
        return stages.stream()
                .filter(Stage::lost)
                .map(Stage::name)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(id + " has no stage for the lost"));
    }
}
