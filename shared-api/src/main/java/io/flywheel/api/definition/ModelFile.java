package io.flywheel.api.definition;

import io.flywheel.api.model.Rule;
import io.flywheel.api.model.Stage;
import io.flywheel.api.model.StageModel;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads a model's YAML and checks every rule; what it does not understand it refuses. */
public final class ModelFile {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Duration LONGEST_SILENCE = Duration.ofDays(36_525);

    private final Problems problems;

    private ModelFile(Problems problems) {
        this.problems = problems;
    }

    /**
     * @param file the name to use in errors
     * @param version the version it is or will be published as
     * @throws ModelRefused with file, line and reason of everything that is wrong
     */
    public static StageModel read(String file, int version, String yaml) {
        Problems problems = new Problems(file);
        Node root = compose(yaml, problems);
        problems.refuse();
        return new ModelFile(problems).model(Objects.requireNonNull(root), version);
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

    private StageModel model(Node root, int version) {
        Section model =
                new Section(root, "the model", problems, Set.of("id", "titles", "zone", "silence", "stages", "rules"));
        String id = name(model, "id");
        Map<String, String> titles = titles(model, "the model");
        ZoneId zone = zone(model);
        Duration silence = silence(model);
        Map<String, Stage> stages = stages(model);
        List<Rule> rules = new RuleReader(problems, List.copyOf(stages.values())).read(model.list("rules", true));
        problems.refuse();
        return new StageModel(
                Objects.requireNonNull(id), version, titles, zone, silence, List.copyOf(stages.values()), rules);
    }

    private @Nullable String name(Section section, String key) {
        String name = section.text(key);
        if (name != null && !NAME.matcher(name).matches()) {
            problems.add(
                    section.at(key),
                    "'" + name + "' is no name: it must start with a lower-case letter and go on with lower-case "
                            + "letters, digits and hyphens, 64 at most");
        }
        return name;
    }

    private Map<String, String> titles(Section section, String what) {
        Map<String, String> titles = new LinkedHashMap<>();
        if (!section.has("titles")) {
            problems.add(section.line(), what + " has no 'titles', such as {en: ..., zh: ...}");
            return titles;
        }
        Section byLanguage = new Section(section.at("titles"), "the titles of " + what, problems, Set.of());
        if (section.at("titles") instanceof MappingNode mapping
                && mapping.getValue().isEmpty()) {
            problems.add(mapping, "the titles of " + what + " name no language, such as {en: ..., zh: ...}");
        }
        for (String language : byLanguage.values().keySet()) {
            String title = byLanguage.text(language);
            if (title != null) {
                titles.put(language, title);
            }
        }
        return titles;
    }

    private ZoneId zone(Section model) {
        String zone = model.has("zone") ? model.text("zone") : null;
        try {
            return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException e) {
            problems.add(model.at("zone"), "'" + zone + "' is no time zone, such as Asia/Shanghai");
            return ZoneOffset.UTC;
        }
    }

    private Duration silence(Section model) {
        String silence = model.text("silence");
        if (silence == null) {
            return LONGEST_SILENCE;
        }
        try {
            Duration duration = Duration.parse(silence);
            if (duration.compareTo(Duration.ofSeconds(1)) < 0
                    || duration.compareTo(LONGEST_SILENCE) > 0
                    || duration.getNano() % 1_000 != 0) {
                problems.add(
                        model.at("silence"),
                        "the silence must be from one second to 36525 days long, in full microseconds");
            }
            return duration;
        } catch (DateTimeException e) {
            problems.add(
                    model.at("silence"),
                    "'" + silence + "' is no duration, such as P60D (60 days) or PT36H (36 hours)");
            return LONGEST_SILENCE;
        }
    }

    private Map<String, Stage> stages(Section model) {
        Map<String, Stage> stages = new LinkedHashMap<>();
        List<Node> nodes = model.list("stages", true);
        for (Node node : nodes) {
            Section section = new Section(node, "a stage", problems, Set.of("name", "titles", "lost"));
            String name = name(section, "name");
            if (name == null) {
                continue;
            }
            Stage stage = new Stage(name, Map.copyOf(titles(section, "stage '" + name + "'")), isLost(section));
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
