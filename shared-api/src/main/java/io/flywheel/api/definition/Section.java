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
public final class Section {
    private final Node node;
    private final String what;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /** @param keys what may stand here; none for any */
    public Section(Node node, String what, Problems problems, Set<String> keys) {
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

    /** Reports what is wrong with the value of a key, or, where there is none, with the section. */
    public void problem(String key, String reason) {
        problems.add(at(key), reason);
    }

    /** The value of a key that is there, which must be a mapping itself. */
    public Section section(String key, String what, Set<String> keys) {
        return new Section(at(key), what, problems, keys);
    }

    public int line() {
        return Problems.lineOf(node);
    }

    /** Where a key's value stands; the section itself where there is none. */
    public Node at(String key) {
        return values.getOrDefault(key, node);
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    public Map<String, Node> values() {
        return values;
    }

    /** The text of a key that must be there; reports it and answers none where it is not. */
    public @Nullable String text(String key) {
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
    public List<Node> list(String key, boolean needed) {
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
