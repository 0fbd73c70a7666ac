package io.flywheel.api.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusedModelsTest {
    private static final String GOOD = """
            id: shop
            titles: {en: Shop}
            zone: Asia/Shanghai
            silence: P60D
            stages:
              - name: guest
                titles: {en: Guest}
              - name: buyer
                titles: {en: Buyer}
              - name: gone
                titles: {en: Gone}
                lost: true
            rules:
              - name: ordered
                from: guest
                to: buyer
                when: count("Order Completed") >= 1
              - name: seen
                to: guest
                when: "true"
            """;

    @Test
    void a_good_model_is_read() {
        assertThatCode(() -> ModelFile.read("shop.yaml", 1, GOOD)).doesNotThrowAnyException();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                change("silence: P60D", "silence: 60 days", 4, "'60 days' is no duration, such as P60D"),
                change("silence: P60D", "silence: PT0S", 4, "the silence must be from one second"),
                change("silence: P60D", "silence: P1M", 4, "'P1M' is no duration"),
                change("silence: P60D", "", 1, "the model has no 'silence'"),
                change("Asia/Shanghai", "Asia/Nowhere", 3, "'Asia/Nowhere' is no time zone"),
                change("id: shop", "id: My Shop", 1, "'My Shop' is no name"),
                change("titles: {en: Shop}", "titles: Shop", 2, "must be written as 'key: value' lines"),
                change("zone:", "timezone:", 3, "the model has an unknown key 'timezone'"),
                change("zone: Asia/Shanghai", "id: again", 3, "the model has 'id' twice"),
                change("name: buyer", "name: guest", 8, "there are two stages called 'guest'"),
                change("    lost: true", "    lost: false", 10, "the last stage must be the one of the lost"),
                change("    lost: true", "    lost: perhaps", 12, "'lost' must be true or false"),
                change(
                        "{en: Guest}",
                        "{en: Guest}\n    lost: true",
                        6,
                        "only the last stage can be the one of the lost"),
                change("name: seen", "name: ordered", 18, "there are two rules called 'ordered'"),
                change("name: seen", "name: silence", 18, "no rule may be called 'silence'"),
                change("to: buyer", "to: customer", 16, "there is no stage 'customer' to move to"),
                change("from: guest", "from: [guest, visitor]", 15, "there is no stage 'visitor' to come from"),
                change("from: guest", "from: buyer", 15, "nobody moves from 'buyer' to 'buyer'"),
                change("to: guest", "to: guest\n    from: buyer", 20, "nobody moves from 'buyer' to 'guest'"),
                change("    to: buyer\n", "", 14, "a rule has no 'to'"),
                when("loyalty > 3", 17, "rules cannot read this: undeclared reference to 'loyalty'"),
                when("touchpoint.email == \"a\"", 17, "rules cannot read this"),
                when("count(\"Order Completed\")", 17, "expected type 'bool' but found 'int'"),
                when("count(\"Order Completed\") >= \"1\"", 17, "no matching overload"),
                when("touchpoint.score == 5", 17, "no matching overload"),
                when("count(touchpoint.name) > 1", 17, "a name must be written out as a text"),
                when("count([]) > 1", 17, "count([]) counts nothing"),
                when("activeDays(0) > 1", 17, "a window is a number of days from 1 to 366"),
                when("activeDays(streak) > 1", 17, "a window is a number of days from 1 to 366"),
                when("spent(\"yuan\") > 1.0", 17, "a currency is an upper-case code"),
                when("size(touchpoint.name) > 3", 17, "'size' is not understood in a rule"),
                when("touchpoint.name.matches(\"a.*\")", 17, "'matches' is not understood in a rule"),
                when("[1, 2].exists(x, x == streak)", 17, "rules cannot read this: undeclared reference to 'exists'"),
                when("touchpoint.own ? true : false", 17, "'_?_:_' is not understood in a rule"),
                when("touchpoint.name < \"b\"", 17, "only numbers can be compared by <"),
                when("touchpoint.name + \"b\" == \"ab\"", 17, "only numbers can be added"),
                when("streak in [streak]", 17, "'in' needs a list of literals"),
                when("streak > 9007199254740993", 17, "between -2^53 and 2^53"),
                when(
                        "timestamp(\"2020-01-01T00:00:00Z\") == timestamp(\"2020-01-01T00:00:00Z\")",
                        17,
                        "not understood"),
                when("b\"a\" == b\"b\"", 17, "only texts, whole numbers, decimals"),
                when("(streak > 1", 17, "the rule is wrong"),
                when("|\n      streak > 1 &&\n      touchpoint.own &&\n      loyalty", 20, "'loyalty'"),
                when("|\n      streak > 1 &&\n      size(touchpoint.name) > 3", 19, "'size' is not understood"),
                when("streak > " + "1 + ".repeat(4_000) + "1", 17, "the rule is wrong"),
                when("(".repeat(400) + "true" + ")".repeat(400), 17, "the rule is wrong"),
                change("{en: Shop}", "{}", 2, "the titles of the model name no language"),
                change("{en: Shop}", "{en: [Shop]}", 2, "'en' of the titles of the model must be a text"),
                change(GOOD, "&a [*a]", 1, "the model must be written as 'key: value' lines"),
                change(GOOD, GOOD + "---\n" + GOOD, 21, "this is not YAML"),
                change(GOOD, "", 1, "the file is empty"),
                change(GOOD, "- a\n- b", 1, "the model must be written as 'key: value' lines"),
                change(GOOD, "id: shop\n  titles: [", 2, "this is not YAML"),
                change(GOOD.substring(GOOD.indexOf("rules:")), "rules: []\n", 13, "needs 'rules' as a list"),
                change("  - name: guest\n    titles: {en: Guest}\n", "  - guest\n", 6, "a stage must be written as"));
    }

    @ParameterizedTest(name = "line {1}: {2}")
    @MethodSource("wrong")
    void a_wrong_model_is_refused_with_file_line_and_reason(String yaml, int line, String reason) {
        DefinitionRefused refused =
                catchThrowableOfType(DefinitionRefused.class, () -> ModelFile.read("shop.yaml", 1, yaml));
        assertThat(refused).as(yaml).isNotNull();
        assertThat(refused.problems()).anySatisfy(problem -> {
            assertThat(problem.toString()).startsWith("shop.yaml:" + line + ": ");
            assertThat(problem.reason()).contains(reason);
        });
    }

    @Test
    void everything_that_is_wrong_is_said_at_once_in_the_order_of_the_file() {
        String yaml = GOOD.replace("silence: P60D", "silence: soon")
                .replace("to: buyer", "to: customer")
                .replace("\"true\"", "bonus > 1");
        DefinitionRefused refused =
                catchThrowableOfType(DefinitionRefused.class, () -> ModelFile.read("shop.yaml", 1, yaml));
        assertThat(refused.problems())
                .extracting(DefinitionRefused.Problem::line)
                .isEqualTo(List.of(4, 16, 20));
    }

    private static Arguments change(String from, String to, int line, String reason) {
        assertThat(GOOD).contains(from);
        return Arguments.of(GOOD.replace(from, to), line, reason);
    }

    private static Arguments when(String condition, int line, String reason) {
        String quoted = condition.startsWith("|") ? condition : "'" + condition + "'";
        return change("count(\"Order Completed\") >= 1", quoted, line, reason);
    }
}
