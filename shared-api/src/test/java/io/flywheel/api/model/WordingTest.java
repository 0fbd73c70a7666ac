package io.flywheel.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.definition.ModelFile;
import io.flywheel.api.definition.RandomRules;
import io.flywheel.api.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an explanation quotes must be what the model's file could say. */
class WordingTest {
    private static final Instant END = Instant.parse("2040-01-01T00:00:00Z");

    static Stream<String> conditions() {
        return Stream.of(
                "count(\"Order Completed\") >= 2",
                "lifetime.count([\"Commented\", \"Liked\"]) - count(\"Liked\") > 3",
                "quiet.count(\"Message Sent\") * 2 <= quietDays % 7",
                "activeDays() < lifetime.activeDays(14) && streak == 3 && lifetime.streak != 4",
                "touchpoint.hasScore && !touchpoint.own || touchpoint.flag(\"trial\")",
                "(touchpoint.hasScore || touchpoint.own) && !(touchpoint.own && touchpoint.hasScore)",
                "touchpoint.text(\"a \\\"plan\\\" \\\\\").startsWith(\"g\") || touchpoint.name.contains(\"\\n\")",
                "touchpoint.number(\"seats\") + 1.5 > 10.0 - (spent(\"CNY\") - 2.0)",
                "-(lifetime.activities) + 3 in [-1, 2]",
                "double(tenureDays) / 2.0 >= lifetime.spent(\"USD\")",
                "touchpoint.name in [\"A\", \"B\"] && touchpoint.channel.endsWith(\"p\") == (activities > 1)");
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void a_condition_is_said_as_it_was_written(String condition) {
        assertThat(Wording.of(read(condition).rules().getFirst().when())).isEqualTo(condition);
    }

    @Test
    void what_is_said_of_any_condition_means_the_same() {
        RandomRules rules = new RandomRules(new SplittableRandom(11));
        Histories histories = new Histories(12);
        for (int i = 0; i < 1_500; i++) {
            String written = rules.condition(3);
            StageModel model = read(written);
            String said = Wording.of(model.rules().getFirst().when());
            StageModel again = read(said);
            List<Touchpoint> life = histories.next(model.silence(), 24);
            assertThat(again.fold(life, END))
                    .as("%s, said as %s", written, said)
                    .isEqualTo(model.fold(life, END));
        }
    }

    @ParameterizedTest
    @CsvSource({"P60D, P60D", "PT36H, P1DT12H", "PT5M, PT5M", "PT24H, P1D", "P5DT1H, P5DT1H", "PT0.5S, PT0.5S"})
    void a_limit_is_said_in_days(Duration limit, String said) {
        assertThat(Wording.of(limit)).isEqualTo(said);
        assertThat(Duration.parse(said)).isEqualTo(limit);
    }

    private static StageModel read(String condition) {
        return ModelFile.read("said.yaml", 1, """
                id: said
                titles: {en: Said}
                silence: P3D
                stages:
                  - {name: one, titles: {en: One}}
                  - {name: gone, titles: {en: Gone}, lost: true}
                rules:
                  - name: it
                    to: one
                    when: |
                      %s
                """.formatted(condition));
    }
}
