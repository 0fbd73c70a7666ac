package io.flywheel.api.model;

import static io.flywheel.api.touchpoint.Touchpoints.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.touchpoint.Touchpoints;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped models, told by the lives of people: see {@code src/test/resources/stories}. */
class ModelStoriesTest {
    private static final Instant START = at("2025-01-01");
    private static final Duration DAY = Duration.ofDays(1);

    static List<StageModel> models() {
        return Models.all();
    }

    static Stream<Arguments> stories() {
        return models().stream()
                .flatMap(model -> Story.of(model.id()).stream().map(story -> Arguments.of(model, story)));
    }

    @ParameterizedTest(name = "{1} [{0}]")
    @MethodSource("stories")
    void a_life_has_the_path_that_is_told(StageModel model, Story story) {
        assertThat(transitions(model, story).map(Story::told).toList()).isEqualTo(story.path());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void some_story_reaches_every_stage(StageModel model) {
        assertThat(seen(model, Transition::to))
                .containsExactlyInAnyOrderElementsOf(
                        model.stages().stream().map(Stage::name).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void every_rule_moves_somebody_in_some_story(StageModel model) {
        Set<String> rules = model.rules().stream().map(Rule::name).collect(Collectors.toCollection(TreeSet::new));
        rules.add(Rule.SILENCE);
        assertThat(seen(model, Transition::rule)).isEqualTo(rules);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void somebody_who_fell_silent_comes_back_in_some_story(StageModel model) {
        assertThat(Story.of(model.id()).stream()
                        .map(story -> transitions(model, story)
                                .map(transition -> transition.kind() + " " + transition.rule())
                                .toList()))
                .anyMatch(path -> path.contains("CHURNED silence")
                        && path.stream().anyMatch(each -> each.startsWith("RETURNED")));
    }

    @ParameterizedTest(name = "{0}: {1} days")
    @CsvSource({"aarrr,60", "five-stage,60", "flywheel,90", "saas,21", "ecommerce,60", "content,7", "care,120"})
    void a_person_silent_for_the_limit_is_lost_and_a_day_before_she_is_not(String id, int days) {
        StageModel model = Models.named(id);
        Duration limit = Duration.ofDays(days);
        Touchpoints once = Touchpoints.of("ada").did("Page Viewed", START);
        assertThat(isLost(model, once, START.plus(limit).minus(DAY))).isFalse();
        assertThat(isLost(model, once, START.plus(limit))).isTrue();
        assertThat(isLost(model, once, START.plus(limit).plus(DAY))).isTrue();
        assertThat(visits(model, limit.minus(DAY))).doesNotContain(Transition.Kind.CHURNED);
        for (Duration apart : List.of(limit, limit.plus(DAY))) {
            assertThat(visits(model, apart))
                    .containsExactly(Transition.Kind.ENTERED, Transition.Kind.CHURNED, Transition.Kind.RETURNED);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void titles_are_in_english_and_in_chinese(StageModel model) {
        assertThat(model.titles()).containsOnlyKeys("en", "zh");
        assertThat(model.stages())
                .allSatisfy(stage -> assertThat(stage.titles()).containsOnlyKeys("en", "zh"));
    }

    @Test
    void these_are_all_the_models_that_ship() throws IOException, URISyntaxException {
        Path folder = Path.of(StageModel.class.getResource("/models").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            models().stream().map(model -> model.id() + ".yaml").toList());
        }
    }

    private static Set<String> seen(StageModel model, Function<Transition, String> what) {
        return Story.of(model.id()).stream()
                .flatMap(story -> transitions(model, story))
                .map(what)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Transition> transitions(StageModel model, Story story) {
        return model.fold(story.life().list(), story.asOf()).transitions().stream();
    }

    private static boolean isLost(StageModel model, Touchpoints life, Instant asOf) {
        return model.stages()
                .getLast()
                .name()
                .equals(model.fold(life.list(), asOf).stage());
    }

    /** What happens to somebody who comes by twice. */
    private static List<Transition.Kind> visits(StageModel model, Duration apart) {
        Instant again = START.plus(apart);
        Touchpoints twice = Touchpoints.of("ada").did("Page Viewed", START).did("Page Viewed", again);
        return model.fold(twice.list(), again.plusSeconds(1)).transitions().stream()
                .map(Transition::kind)
                .toList();
    }
}
