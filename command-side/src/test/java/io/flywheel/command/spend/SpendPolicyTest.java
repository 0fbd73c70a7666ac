package io.flywheel.command.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpendPolicyTest {
    @ParameterizedTest
    @CsvSource({
        "120.50, 120.50",
        "0, 0",
        "0e-99, 0",
        "1e2, 100",
        "1.0000000, 1.000000",
        "999999999999.999999, 999999999999.999999",
        "0.000001, 0.000001",
        "' 7 ', 7"
    })
    void an_amount_is_any_way_of_writing_a_decimal_that_is_not_too_long(String sent, BigDecimal kept) {
        assertThat(SpendPolicy.check(List.of(row(1, "2026-01-31", "ads", sent, "CNY"))))
                .singleElement()
                .satisfies(spent -> assertThat(spent.money().amount())
                        .isEqualByComparingTo(kept)
                        .extracting(BigDecimal::toPlainString, InstanceOfAssertFactories.STRING)
                        .doesNotContain("E"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1000000000000",
                "0.0000001",
                "-1",
                "-0.000001",
                "1e999999999",
                "1e-999999999",
                "NaN",
                "12,50",
                "",
                "¥5",
                "10000000000000000000000000000000000000000"
            })
    void no_other_amount_is_taken(String sent) {
        assertThat(reasons(row(1, "2026-01-31", "ads", sent, "CNY")))
                .singleElement()
                .asString()
                .contains("\"amount\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-02-29", "2026-1-31", "31.01.2026", "2026-01-31T00:00:00Z", "1969-12-31", "", "0026-01-01"})
    void a_date_is_a_day_that_there_is(String sent) {
        assertThat(reasons(row(1, sent, "ads", "1", "CNY")))
                .singleElement()
                .asString()
                .contains("\"date\"");
    }

    @Test
    void a_leap_day_is_one() {
        assertThat(SpendPolicy.check(List.of(row(1, "2028-02-29", "ads", "1", "CNY"))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\u0000b", "a\nb", "\uFFFD", "\uD800"})
    void a_channel_is_clean_text(String sent) {
        assertThat(reasons(row(1, "2026-01-31", sent, "1", "CNY")))
                .singleElement()
                .asString()
                .contains("\"channel\"");
    }

    @Test
    void a_channel_has_sixty_four_characters_at_most_as_that_of_a_touchpoint() {
        assertThat(SpendPolicy.check(List.of(row(1, "2026-01-31", "广".repeat(64), "1", "CNY"))))
                .hasSize(1);
        assertThat(reasons(row(1, "2026-01-31", "广".repeat(65), "1", "CNY"))).hasSize(1);
    }

    @Test
    void currencies_are_codes_and_written_in_capitals() {
        assertThat(SpendPolicy.check(List.of(row(1, "2026-01-31", "ads", "1", "cny")))
                        .getFirst()
                        .money()
                        .currency())
                .isEqualTo("CNY");
        for (String bad : List.of("", "C", "C¥", "CHINAYUAN")) {
            assertThat(reasons(row(1, "2026-01-31", "ads", "1", bad))).hasSize(1);
        }
    }

    @Test
    void everything_that_is_wrong_with_a_row_is_told_and_every_bad_row_is_named() {
        assertThat(reasons(
                        row(2, "soon", "", "much", "?"),
                        row(3, "2026-01-31", "ads", "1", "CNY"),
                        row(4, null, null, null, null)))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .contains("2: ", "\"date\"", "\"channel\"", "\"amount\"", "\"currency\""),
                        second -> assertThat(second).contains("4: ", "\"date\"", "\"currency\""));
    }

    @Test
    void two_amounts_for_one_key_are_refused_and_the_same_one_twice_is_not() {
        assertThat(reasons(
                        row(2, "2026-01-31", "ads", "1.5", "CNY"),
                        row(3, "2026-01-31", "ads ", "1.50", "cny"),
                        row(4, "2026-01-31", "ads", "1.6", "CNY"),
                        row(5, "2026-01-31", "ads", "1.6", "USD"),
                        row(6, "2026-01-31", "Ads", "1.7", "CNY")))
                .containsExactly(
                        "4: line 2 has another amount (1.5) for the same date, channel and currency.",
                        "6: line 2 has another amount (1.5) for the same date, channel and currency.");
    }

    private static List<String> reasons(SentRow... rows) {
        List<String> reasons = new java.util.ArrayList<>();
        assertThatThrownBy(() -> SpendPolicy.check(List.of(rows)))
                .isInstanceOfSatisfying(SpendRefused.class, refused -> {
                    Object problems = java.util.Objects.requireNonNull(
                                    refused.getBody().getProperties())
                            .get("problems");
                    for (Object each : (List<?>) java.util.Objects.requireNonNull(problems)) {
                        SpendRefused.BadRow bad = (SpendRefused.BadRow) each;
                        reasons.add(bad.line() + ": " + bad.reason());
                    }
                });
        return reasons;
    }

    private static SentRow row(
            long line,
            @Nullable String date,
            @Nullable String channel,
            @Nullable String amount,
            @Nullable String currency) {
        return new SentRow(line, date, channel, amount, currency, null);
    }
}
