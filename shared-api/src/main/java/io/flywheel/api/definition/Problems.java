package io.flywheel.api.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong with a file, so that its author sees all of it at once. */
final class Problems {
    private final String file;
    private final List<ModelRefused.Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    void add(Node node, String reason) {
        add(lineOf(node), reason);
    }

    void add(int line, String reason) {
        found.add(new ModelRefused.Problem(file, line, reason));
    }

    /** @throws ModelRefused if there are any, in the order of the file */
    void refuse() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingInt(ModelRefused.Problem::line));
            throw new ModelRefused(found);
        }
    }
}
