package io.flywheel.api.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.model.Histories;
import io.flywheel.api.model.Models;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.touchpoint.Touchpoint;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The fold with compiled rules against the plain one with CEL's own interpreter. */
class CompiledRulesTest {
    private static final Instant END = Instant.parse("2040-01-01T00:00:00Z");
    private static final Map<ZoneId, PlainFacts> FACTS = new HashMap<>();
    private static final String[] ZONES = {"UTC", "America/New_York", "Asia/Shanghai", "Pacific/Apia"};
    private static final String[] FROM = {"one", "two", "three", "[one, three]", "gone", "[two, gone]"};

    @Test
    void random_rules_decide_as_the_interpreter_of_cel_does() {
        SplittableRandom random = new SplittableRandom(42);
        Histories histories = new Histories(43);
        int moves = 0;
        for (int i = 0; i < 600; i++) {
            String yaml = model(random);
            StageModel model = ModelFile.read("random.yaml", 1, yaml);
            PlainFold plain = new PlainFold(model, FACTS.computeIfAbsent(model.zone(), PlainFacts::new));
            for (int j = 0; j < 3; j++) {
                List<Touchpoint> life = histories.next(model.silence(), 24);
                var expected = plain.fold(life, END);
                moves += expected.size();
                assertThat(model.fold(life, END).transitions()).as(yaml).isEqualTo(expected);
            }
        }
        assertThat(moves).isGreaterThan(3_000);
    }

    @Test
    void the_shipped_models_decide_as_the_interpreter_of_cel_does() {
        Histories histories = new Histories(44);
        for (StageModel model : Models.all()) {
            PlainFold plain = new PlainFold(model, FACTS.computeIfAbsent(model.zone(), PlainFacts::new));
            for (int i = 0; i < 500; i++) {
                List<Touchpoint> life = histories.next(model.silence(), 24);
                assertThat(model.fold(life, END).transitions()).isEqualTo(plain.fold(life, END));
            }
        }
    }

    private static String model(SplittableRandom random) {
        RandomRules rules = new RandomRules(random);
        StringBuilder yaml = new StringBuilder(
                """
                id: random
                titles: {en: Random}
                zone: %s
                silence: %s
                stages:
                  - {name: one, titles: {en: One}}
                  - {name: two, titles: {en: Two}}
                  - {name: three, titles: {en: Three}}
                  - {name: gone, titles: {en: Gone}, lost: true}
                rules:
                """.formatted(ZONES[random.nextInt(ZONES.length)], random.nextBoolean() ? "P3D" : "PT30H"));
        String[] to = {"gone", "three", "two", "one", "three"};
        for (int i = 0; i < to.length; i++) {
            yaml.append("  - name: rule-").append(i).append("\n    to: ").append(to[i]);
            String from = FROM[random.nextInt(FROM.length)];
            if (random.nextInt(3) == 0 && canCome(from, to[i])) {
                yaml.append("\n    from: ").append(from);
            }
            yaml.append("\n    when: |\n      ").append(rules.condition(3)).append('\n');
        }
        return yaml.toString();
    }

    private static boolean canCome(String from, String to) {
        return switch (to) {
            case "gone" -> !from.contains("gone");
            case "three" -> !from.contains("three");
            case "two" -> from.equals("one") || from.equals("gone");
            default -> from.equals("gone");
        };
    }
}
