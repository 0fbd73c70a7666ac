package io.flywheel.api.winback;

import io.flywheel.api.definition.Section;
import io.flywheel.api.model.Stage;
import io.flywheel.api.model.StageModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Decides whether a campaign's stage and goal make sense under its model. */
public final class StageCheck {
    private StageCheck() {}

    /** Whether people can be in this campaign's stage, and reach its goal, under a version of its model. */
    public static boolean fits(Campaign campaign, StageModel model) {
        return problems(model, campaign.stage(), campaign.goal()).isEmpty();
    }

    /** One version that fits is enough: a campaign may be written ahead of the draft that it is for. */
    static void of(Section section, Function<String, List<StageModel>> published) {
        String model = text(section, "model");
        String stage = text(section, "stage");
        String goal = text(section, "goal");
        // What is missing altogether is reported where the campaign is read.
        if (model == null || stage == null || (goal == null && section.has("goal"))) {
            return;
        }
        List<StageModel> versions = published.apply(model);
        if (versions.isEmpty()) {
            section.problem("model", "there is no model '" + model + "': GET /api/models lists those that exist");
            return;
        }
        if (versions.stream()
                .noneMatch(version -> problems(version, stage, goal).isEmpty())) {
            problems(versions.getFirst(), stage, goal).forEach(section::problem);
        }
    }

    private static @Nullable String text(Section section, String key) {
        return section.at(key) instanceof ScalarNode scalar
                        && !scalar.getValue().isBlank()
                ? scalar.getValue()
                : null;
    }

    /** By key. */
    private static Map<String, String> problems(StageModel model, String stage, @Nullable String goal) {
        Map<String, String> problems = new LinkedHashMap<>();
        int from = indexOf(model, stage);
        if (from < 0) {
            problems.put("stage", noStage(model, stage));
        }
        if (goal != null && indexOf(model, goal) < 0) {
            problems.put("goal", noStage(model, goal));
        }
        if (problems.isEmpty()) {
            String wrong = wrongGoal(model, from, goal);
            if (wrong != null) {
                problems.put("goal", wrong);
            }
        }
        return problems;
    }

    private static @Nullable String wrongGoal(StageModel model, int from, @Nullable String goal) {
        Stage stage = model.stages().get(from);
        if (stage.lost()) {
            return goal == null
                    ? null
                    : "'%s' is the stage of the lost, whose goal is that they come back: leave 'goal' out"
                            .formatted(stage.name());
        }
        if (goal == null) {
            return "only a campaign for the lost has no 'goal': say which stage people in '%s' should reach"
                    .formatted(stage.name());
        }
        int to = indexOf(model, goal);
        if (model.stages().get(to).lost()) {
            return "'%s' is the stage of the lost, which nobody should reach".formatted(goal);
        }
        return to >= from
                ? null
                : "'%s' comes before '%s': stages only advance. A goal is a later stage, or the stage itself, which"
                                .formatted(goal, stage.name())
                        + " means that she stays";
    }

    private static String noStage(StageModel model, String stage) {
        return "the model '%s' has no stage '%s'; it has %s"
                .formatted(
                        model.id(),
                        stage,
                        model.stages().stream().map(Stage::name).collect(Collectors.joining(", ")));
    }

    private static int indexOf(StageModel model, String name) {
        return model.stages().stream().map(Stage::name).toList().indexOf(name);
    }
}
