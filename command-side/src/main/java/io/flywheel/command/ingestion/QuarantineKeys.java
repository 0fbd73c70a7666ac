package io.flywheel.command.ingestion;

import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.privacy.KeyKeeper;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.command.platform.KeysOnDisk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Under which keys events are set aside: those of an external id under one that follows from the id, for an event that is
 * unfit opens no lifecycle and so has no key there; those that name nobody under one for all of them.
 */
@Component
class QuarantineKeys {
    private static final String PURPOSE = "quarantine";
    private static final String NOBODY = "";

    private final KeyKeeper keys;
    private final BlindIndex blind;
    private final NamedIds ids;

    QuarantineKeys(KeyKeeper keys, BlindIndex blind, NamedIds ids) {
        this.keys = keys;
        this.blind = blind;
        this.ids = ids;
    }

    /**
     * @param indexes the blind indexes of all ids that an event names
     * @param key of the first of them
     */
    record Named(Set<String> indexes, KeyName key) {}

    /** In the order of the events; the keys are there when it returns. */
    List<Named> of(List<JsonNode> events) {
        List<Named> named = new ArrayList<>(events.size());
        for (JsonNode event : events) {
            Set<String> indexes = ids.indexes(event);
            named.add(new Named(indexes, standing(indexes.stream().findFirst().orElse(NOBODY))));
        }
        KeysOnDisk.make(keys, named.stream().map(Named::key).distinct().toList());
        return named;
    }

    /** Destroys what the events of these ids are sealed under. */
    void destroy(Collection<String> indexes) {
        keys.destroy(indexes.stream()
                .map(this::standing)
                .filter(keys::has)
                .distinct()
                .toList());
    }

    /** Whoever was forgotten and comes back gets another key: one that was destroyed stays so. */
    private KeyName standing(String index) {
        for (int returns = 0; ; returns++) {
            KeyName name = blind.key(PURPOSE, returns == 0 ? index : index + '.' + returns);
            if (!keys.has(name) || keys.find(name).isPresent()) {
                return name;
            }
        }
    }
}
