package io.flywheel.command.definition;

import io.flywheel.api.model.Stage;
import io.flywheel.api.model.StageModel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the list of models.
 *
 * @param active the active version, null for a draft
 * @param versions all that were published
 * @param stages of the active version, or of the newest while none is active
 */
record ModelSummary(
        String id, Map<String, String> titles, @Nullable Integer active, List<Integer> versions, List<Stage> stages) {
    static ModelSummary of(PublishedModel model, StageModel shown) {
        List<Integer> versions =
                model.versions().stream().map(PublishedVersion::version).toList();
        return new ModelSummary(model.id(), shown.titles(), model.active(), versions, shown.stages());
    }
}
