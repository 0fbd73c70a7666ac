package io.flywheel.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.flywheel");
    private static final JavaClasses BAD = new ClassFileImporter().importPackages("fixtures.io.flywheel");

    @ParameterizedTest
    @MethodSource("rules")
    void the_product_keeps_every_rule(ArchRule rule) {
        assertThat(violations(rule, PRODUCT)).as(rule.getDescription()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void each_rule_bites_on_a_bad_fixture(ArchRule rule, String fixture) {
        assertThat(violations(rule, BAD)).as(rule.getDescription()).anyMatch(found -> found.contains(fixture));
    }

    @Test
    void every_rule_has_a_bad_fixture() {
        assertThat(bad().map(each -> ((ArchRule) each.get()[0]).getDescription()))
                .containsExactlyInAnyOrderElementsOf(
                        rules().map(ArchRule::getDescription).toList());
    }

    /** They use everybody, so nobody may use them: that would be a way around the rule. */
    @Test
    void what_puts_answers_together_is_used_by_no_read_model() {
        assertThat(violations(HouseRules.read_models_do_not_use_each_other(), BAD))
                .anyMatch(found -> found.contains("TakesFromTheExport"))
                .noneMatch(found -> found.startsWith("Slice export"));
    }

    @Test
    void the_product_is_looked_at_as_a_whole() {
        assertThat(PRODUCT)
                .extracting(each -> each.getPackageName())
                .contains("io.flywheel", "io.flywheel.api.model", "io.flywheel.command.lifecycle", "io.flywheel.demo")
                .anyMatch(name -> name.startsWith("io.flywheel.query."));
    }

    static Stream<ArchRule> rules() {
        return HouseRules.all().stream();
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of(HouseRules.the_fold_is_pure_java(), "ReadsFiles"),
                Arguments.of(HouseRules.the_shared_api_knows_no_spring(), "SpringInTheApi"),
                Arguments.of(HouseRules.the_shared_api_knows_neither_side(), "KnowsASide"),
                Arguments.of(HouseRules.the_command_side_never_sees_the_query_side(), "AsksTheQuerySide"),
                Arguments.of(HouseRules.the_query_side_never_sees_the_command_side(), "TellsTheCommandSide"),
                Arguments.of(HouseRules.the_query_side_never_sends_a_command(), "HoldsAGateway"),
                Arguments.of(HouseRules.read_models_do_not_use_each_other(), "LooksIntoStages"),
                Arguments.of(HouseRules.the_query_platform_knows_no_read_model(), "KnowsAReadModel"),
                Arguments.of(HouseRules.packages_of_the_command_side_have_no_cycles(), "Cycle detected"),
                Arguments.of(HouseRules.time_comes_from_a_clock(), "LooksAtTheWall"),
                Arguments.of(
                        HouseRules.handlers_that_send_commands_cannot_run_in_a_replay(), "WhenReplayedThenSendsAgain"),
                Arguments.of(HouseRules.names_say_what_a_thing_is(), "StageService"),
                Arguments.of(HouseRules.http_classes_are_called_api(), "StageEndpoint"),
                Arguments.of(HouseRules.http_classes_are_not_public(), "StageEndpoint"),
                Arguments.of(HouseRules.projections_are_called_projection(), "StageRows"),
                Arguments.of(HouseRules.dependencies_come_through_constructors(), "StageService"),
                Arguments.of(HouseRules.packages_are_null_marked(), "Unmarked"));
    }

    /** Every way of reading a clock is found, not only the first. */
    @Test
    void no_way_of_reading_a_clock_is_overlooked() {
        List<String> found = violations(HouseRules.time_comes_from_a_clock(), BAD);
        Map.of(
                        "Instant.now()", "Instant",
                        "LocalDate.now(ZoneId)", "LocalDate",
                        "a method reference", "ZonedDateTime",
                        "System.currentTimeMillis()", "currentTimeMillis",
                        "Clock.systemUTC()", "systemUTC",
                        "new Date()", "Date.<init>()")
                .forEach((way, trace) -> assertThat(found).as(way).anyMatch(each -> each.contains(trace)));
        assertThat(found).noneMatch(each -> each.contains("LocalTime"));
    }

    private static List<String> violations(ArchRule rule, JavaClasses classes) {
        EvaluationResult result = rule.allowEmptyShould(true).evaluate(classes);
        return result.getFailureReport().getDetails();
    }
}
