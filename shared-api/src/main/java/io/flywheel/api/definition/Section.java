package io.flywheel.api.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A YAML mapping of which every key is known, read with the lines at which its values stand. */
final class Section {
    private final Node node;
    private final String what;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /** @param keys what may stand here; none for any */
    Section(Node node, String what, Problems problems, Set<String> keys) {
        this.node = node;
        this.what = what;
        this.problems = problems;
        if (!(node instanceof MappingNode mapping)) {
            problems.add(node, what + " must be written as 'key: value' lines");
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(tuple.getKeyNode(), what + " has a key that is no text");
            } else if (!keys.isEmpty() && !keys.contains(key.getValue())) {
                problems.add(key, what + " has an unknown key '" + key.getValue() + "'");
            } else if (values.put(key.getValue(), tuple.getValueNode()) != null) {
                problems.add(key, what + " has '" + key.getValue() + "' twice");
            }
        }
    }

    int line() {
        return Problems.lineOf(node);
    }

    Node at(String key) {
        return values.getOrDefault(key, node);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Map<String, Node> values() {
        return values;
    }

    /** The text of a key that must be there; reports it and answers none where it is not. */
    @Nullable
    String text(String key) {
        Node value = values.get(key);
        if (value == null) {
            problems.add(node, what + " has no '" + key + "'");
            return null;
        }
        if (!(value instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            problems.add(value, "'" + key + "' of " + what + " must be a text");
            return null;
        }
        return scalar.getValue();
    }

    /** The items of a key; none where it is missing, which is reported if it is needed. */
    List<Node> list(String key, boolean needed) {
        Node value = values.get(key);
        if (value instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
            return sequence.getValue();
        }
        if (needed || value != null) {
            problems.add(at(key), what + " needs '" + key + "' as a list that is not empty");
        }
        return List.of();
    }
}
