package io.flywheel.api.winback;

import io.flywheel.api.definition.Problems;
import io.flywheel.api.definition.Section;
import io.flywheel.api.definition.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the steps of a campaign, in order. */
final class StepReader {
    private static final int MOST = 20;
    private static final Pattern TEMPLATE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,127}");
    private static final Values.Bounds AFTER =
            new Values.Bounds(Duration.ZERO, Duration.ofDays(366), "from PT0S to 366 days long");

    private final Problems problems;

    StepReader(Problems problems) {
        this.problems = problems;
    }

    /** @param within how long after the first step reaching the goal counts */
    List<Step> read(List<Node> nodes, Section campaign, Duration within) {
        if (nodes.size() > MOST) {
            campaign.problem("steps", "a campaign has at most " + MOST + " steps, not " + nodes.size());
        }
        List<Step> steps = new ArrayList<>();
        Duration sinceFirst = Duration.ZERO;
        for (Node node : nodes) {
            Step step = step(node, steps.size() + 1);
            sinceFirst = steps.isEmpty() ? Duration.ZERO : sinceFirst.plus(step.after());
            if (!steps.isEmpty() && sinceFirst.compareTo(within) >= 0) {
                problems.add(
                        node,
                        "step %d is due %s after the first one, when reaching the goal does not count any more: 'within' is %s"
                                .formatted(step.number(), sinceFirst, within));
            }
            steps.add(step);
        }
        return steps;
    }

    private Step step(Node node, int number) {
        Section step = new Section(node, "step " + number, problems, Set.of("after", "channel", "template"));
        // Only the first one may well be due at once; between others a wait that was forgotten would send two together.
        Duration after = number == 1
                ? Values.duration(step, "after", AFTER, Duration.ZERO)
                : Values.duration(step, "after", AFTER);
        String channel = Values.name(step, "channel");
        String template = step.text("template");
        if (template != null && !TEMPLATE.matcher(template).matches()) {
            step.problem(
                    "template",
                    "'" + template + "' is no name of a template: use letters, digits, dots, slashes, hyphens and"
                            + " underscores, 128 at most");
        }
        return new Step(number, after, channel == null ? "" : channel, template == null ? "" : template);
    }
}
