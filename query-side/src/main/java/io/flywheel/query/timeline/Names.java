package io.flywheel.query.timeline;

import io.flywheel.api.model.Stage;
import io.flywheel.query.platform.ActiveModel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What models and their stages are called for people, in one language; what has no title goes by its stable name.
 *
 * @param models of each id the active version first, then others
 */
record Names(List<ActiveModel> models, Locale locale) {
    Optional<ActiveModel> active(String model) {
        return models.stream().filter(one -> one.id().equals(model)).findFirst();
    }

    /** The version under which something was told; the active one where that one is not known. */
    Optional<ActiveModel> version(String model, int version) {
        return models.stream()
                .filter(one -> one.id().equals(model) && one.version() == version)
                .findFirst()
                .or(() -> active(model));
    }

    String model(String model) {
        return active(model).map(found -> title(found.titles(), model)).orElse(model);
    }

    String stage(String model, String stage) {
        return models.stream()
                .filter(one -> one.id().equals(model))
                .flatMap(found -> found.stages().stream())
                .filter(one -> one.name().equals(stage))
                .map(Stage::titles)
                .map(titles -> title(titles, stage))
                .findFirst()
                .orElse(stage);
    }

    private String title(Map<String, String> titles, String otherwise) {
        String found = titles.get(locale.getLanguage());
        return found != null ? found : titles.getOrDefault("en", otherwise);
    }
}
