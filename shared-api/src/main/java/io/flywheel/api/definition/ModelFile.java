package io.flywheel.api.definition;

import io.flywheel.api.model.Rule;
import io.flywheel.api.model.Stage;
import io.flywheel.api.model.StageModel;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads a model's YAML and checks every rule; what it does not understand it refuses. */
public final class ModelFile {
    private static final Values.Bounds SILENCE =
            new Values.Bounds(Duration.ofSeconds(1), Duration.ofDays(36_525), "from one second to 36525 days long");

    private final Problems problems;

    private ModelFile(Problems problems) {
        this.problems = problems;
    }

    /**
     * @param file the name to use in errors
     * @param version the version it is or will be published as
     * @throws DefinitionRefused with file, line and reason of everything that is wrong
     */
    public static StageModel read(String file, int version, String yaml) {
        Problems problems = new Problems(file);
        return new ModelFile(problems).model(YamlText.root(yaml, problems), version);
    }

    private StageModel model(Node root, int version) {
        Section model =
                new Section(root, "the model", problems, Set.of("id", "titles", "zone", "silence", "stages", "rules"));
        String id = Values.name(model, "id");
        Map<String, String> titles = Values.titles(model, "the model");
        ZoneId zone = Values.zone(model);
        Duration silence = Values.duration(model, "silence", SILENCE);
        Map<String, Stage> stages = stages(model);
        List<Rule> rules = new RuleReader(problems, List.copyOf(stages.values())).read(model.list("rules", true));
        problems.refuse();
        return new StageModel(
                Objects.requireNonNull(id), version, titles, zone, silence, List.copyOf(stages.values()), rules);
    }

    private Map<String, Stage> stages(Section model) {
        Map<String, Stage> stages = new LinkedHashMap<>();
        List<Node> nodes = model.list("stages", true);
        for (Node node : nodes) {
            Section section = new Section(node, "a stage", problems, Set.of("name", "titles", "lost"));
            String name = Values.name(section, "name");
            if (name == null) {
                continue;
            }
            Stage stage = new Stage(name, Map.copyOf(Values.titles(section, "stage '" + name + "'")), isLost(section));
            if (stages.put(name, stage) != null) {
                problems.add(node, "there are two stages called '" + name + "'");
            }
            if (stage.lost() && node != nodes.getLast()) {
                problems.add(node, "only the last stage can be the one of the lost, not '" + name + "'");
            }
            if (!stage.lost() && node == nodes.getLast()) {
                problems.add(
                        node, "the last stage must be the one of the lost: give '" + name + "' the line 'lost: true'");
            }
        }
        if (nodes.size() == 1) {
            problems.add(nodes.getFirst(), "a model needs a stage besides the one of the lost");
        }
        return stages;
    }

    private boolean isLost(Section stage) {
        if (!stage.has("lost")) {
            return false;
        }
        String lost = stage.at("lost") instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (!lost.equals("true") && !lost.equals("false")) {
            problems.add(stage.at("lost"), "'lost' must be true or false");
        }
        return lost.equals("true");
    }
}
