package io.flywheel.api.definition;

import java.io.StringReader;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Takes a text apart into nodes that know their lines, and makes no objects of it. */
public final class YamlText {
    private YamlText() {}

    /** @throws DefinitionRefused if it is empty or no YAML */
    public static Node root(String yaml, Problems problems) {
        Node root = compose(yaml, problems);
        problems.refuse();
        return Objects.requireNonNull(root);
    }

    private static @Nullable Node compose(String yaml, Problems problems) {
        try {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(yaml));
            if (root == null) {
                problems.add(1, "the file is empty");
            }
            return root;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            problems.add(line, "this is not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            problems.add(1, "this is not YAML: " + e.getMessage());
        }
        return null;
    }
}
