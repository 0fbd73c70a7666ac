package io.flywheel.command.lifecycle;

import io.flywheel.api.privacy.KeyName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names the keys of ids that nobody had before. Another attempt at the same batch gets the same names: the keys that a
 * failed one has made are used instead of being left over.
 */
final class NewKeys {
    private final Map<String, List<KeyName>> named = new HashMap<>();
    private final Map<String, Integer> asked = new HashMap<>();

    /** Another attempt begins. */
    void startOver() {
        asked.clear();
    }

    /** An id that is linked again in the same batch, to somebody else, has another key there. */
    KeyName next(String index) {
        int times = asked.merge(index, 1, Integer::sum);
        List<KeyName> names = named.computeIfAbsent(index, none -> new ArrayList<>(1));
        if (names.size() < times) {
            names.add(KeyName.random());
        }
        return names.get(times - 1);
    }
}
