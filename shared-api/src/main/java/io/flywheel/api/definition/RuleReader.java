package io.flywheel.api.definition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import io.flywheel.api.model.Expr;
import io.flywheel.api.model.Rule;
import io.flywheel.api.model.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads the rules of a model and checks them against its stages and the facts. */
final class RuleReader {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Set<String> RESERVED = Set.of(Rule.SILENCE, Rule.RETURN);

    private final Problems problems;
    private final List<Stage> stages;

    RuleReader(Problems problems, List<Stage> stages) {
        this.problems = problems;
        this.stages = stages;
    }

    List<Rule> read(List<Node> nodes) {
        List<Rule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Node node : nodes) {
            Section section = new Section(node, "a rule", problems, Set.of("name", "from", "to", "when"));
            String name = section.text("name");
            if (name != null) {
                checkName(section, name, names);
            }
            String to = section.text("to");
            List<String> from = from(section);
            checkStages(section, to, from);
            String text = section.text("when");
            Expr when = text == null ? null : condition(section.at("when"), text);
            if (name != null && to != null && text != null && when != null) {
                rules.add(new Rule(name, from, to, when, text.strip()));
            }
        }
        return rules;
    }

    private void checkName(Section section, String name, Set<String> names) {
        if (!NAME.matcher(name).matches()) {
            problems.add(
                    section.at("name"),
                    "'" + name + "' is no rule name: use lower-case letters, digits and hyphens, 64 at most");
        }
        if (RESERVED.contains(name)) {
            problems.add(section.at("name"), "no rule may be called '" + name + "': the fold itself uses that name");
        }
        if (!names.add(name)) {
            problems.add(section.at("name"), "there are two rules called '" + name + "'");
        }
    }

    private List<String> from(Section section) {
        List<String> from = new ArrayList<>();
        Node only = section.at("from");
        List<Node> nodes =
                section.has("from") && only instanceof ScalarNode ? List.of(only) : section.list("from", false);
        for (Node node : nodes) {
            if (node instanceof ScalarNode scalar) {
                from.add(scalar.getValue());
            } else {
                problems.add(node, "'from' of a rule must be a stage or a list of stages");
            }
        }
        return from;
    }

    private void checkStages(Section section, @Nullable String to, List<String> from) {
        int target = to == null ? -1 : indexOf(to);
        if (to != null && target < 0) {
            problems.add(section.at("to"), "there is no stage '" + to + "' to move to");
        }
        for (String name : from) {
            int source = indexOf(name);
            if (source < 0) {
                problems.add(section.at("from"), "there is no stage '" + name + "' to come from");
            } else if (target >= 0
                    && (source == target
                            || (source > target && !stages.get(source).lost()))) {
                problems.add(
                        section.at("from"),
                        "nobody moves from '" + name + "' to '" + to
                                + "': stages only advance, except out of the last");
            }
        }
    }

    private int indexOf(String stage) {
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).name().equals(stage)) {
                return i;
            }
        }
        return -1;
    }

    private @Nullable Expr condition(Node node, String text) {
        CelAbstractSyntaxTree tree;
        try {
            tree = RuleLanguage.check(text);
        } catch (CelValidationException e) {
            for (CelIssue issue : e.getErrors()) {
                problems.add(lineOf(node, issue.getSourceLocation().getLine()), inWords(issue.getMessage()));
            }
            return null;
        }
        try {
            return Translation.of(tree);
        } catch (NotSupported e) {
            Integer offset = tree.getSource().getPositionsMap().get(e.expression);
            int line = Optional.ofNullable(offset)
                    .flatMap(tree.getSource()::getOffsetLocation)
                    .map(location -> location.getLine())
                    .orElse(1);
            problems.add(lineOf(node, line), e.reason());
            return null;
        }
    }

    /** Where a line of the rule's text stands in the file; only a literal block ({@code |}) keeps its lines. */
    private static int lineOf(Node node, int line) {
        boolean block = node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.LITERAL;
        return Problems.lineOf(node) + (block ? Math.max(line, 1) : 0);
    }

    private static String inWords(String message) {
        String said = message.replace(" (in container '')", "");
        return said.startsWith("undeclared reference")
                ? "rules cannot read this: " + said + "; docs/models.md lists the facts that they can"
                : "the rule is wrong: " + said;
    }
}
