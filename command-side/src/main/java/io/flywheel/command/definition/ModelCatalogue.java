package io.flywheel.command.definition;

import io.flywheel.api.definition.ModelActivated;
import io.flywheel.api.definition.ModelPublished;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the definition streams say up to a position.
 *
 * @param head the position of the newest event in it, 0 for none
 * @param models by id
 * @param active the latest activation by model id, in the order in which the models were first activated
 */
record ModelCatalogue(long head, Map<String, PublishedModel> models, Map<String, Activation> active) {
    /** @param position of the event that made the version the active one */
    record Activation(String model, int version, long position) {}

    static ModelCatalogue of(List<LoggedDefinition> log) {
        Map<String, List<PublishedVersion>> versions = new TreeMap<>();
        Map<String, Activation> active = new LinkedHashMap<>();
        for (LoggedDefinition logged : log) {
            switch (logged.event()) {
                case ModelPublished published ->
                    versions.computeIfAbsent(published.model(), id -> new ArrayList<>())
                            .add(new PublishedVersion(
                                    published.version(),
                                    published.text(),
                                    published.hash(),
                                    published.by(),
                                    logged.recordedAt()));
                case ModelActivated activated ->
                    active.put(
                            activated.model(),
                            new Activation(activated.model(), activated.version(), logged.position()));
            }
        }
        Map<String, PublishedModel> models = new TreeMap<>();
        versions.forEach((id, published) -> {
            Activation latest = active.get(id);
            models.put(id, new PublishedModel(id, List.copyOf(published), latest == null ? null : latest.version()));
        });
        return new ModelCatalogue(log.isEmpty() ? 0 : log.getLast().position(), models, active);
    }

    boolean has(String id, int version) {
        PublishedModel model = models.get(id);
        return model != null && version <= model.versions().size();
    }

    boolean hasText(String id, String text) {
        PublishedModel model = models.get(id);
        return model != null && model.hasText(text);
    }

    /** @throws UnknownDefinition if no version of it was ever published */
    PublishedModel get(String id) {
        PublishedModel model = models.get(id);
        if (model == null) {
            throw UnknownDefinition.id("model", id);
        }
        return model;
    }

    /** Those that are active in the order of their first activation, then the others by id. */
    List<PublishedModel> inOrder() {
        Collection<PublishedModel> all = models.values();
        List<PublishedModel> ordered = new ArrayList<>();
        active.keySet().forEach(id -> ordered.add(get(id)));
        all.stream().filter(model -> model.active() == null).forEach(ordered::add);
        return ordered;
    }
}
