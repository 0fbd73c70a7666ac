package io.flywheel.api.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong with a file, so that its author sees all of it at once. */
public final class Problems {
    private final String file;
    private final List<DefinitionRefused.Problem> found = new ArrayList<>();

    /** @param file the name to use in errors */
    public Problems(String file) {
        this.file = file;
    }

    public static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    public void add(Node node, String reason) {
        add(lineOf(node), reason);
    }

    public void add(int line, String reason) {
        found.add(new DefinitionRefused.Problem(file, line, reason));
    }

    /** @throws DefinitionRefused if there are any, in the order of the file */
    public void refuse() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingInt(DefinitionRefused.Problem::line));
            throw new DefinitionRefused(found);
        }
    }
}
