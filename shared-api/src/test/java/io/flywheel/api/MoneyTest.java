package io.flywheel.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    @ParameterizedTest
    @ValueSource(strings = {"CNY", "USD", "X9", "12345678"})
    void a_code_as_it_is_kept_is_one_and_stands_for_itself(String code) {
        assertThat(Money.isCurrency(code)).isTrue();
        assertThat(Money.currencyOf(code)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"cny, CNY", "uSd, USD", "i1, I1"})
    void a_code_in_lower_case_stands_for_one_but_is_not_kept_so(String sent, String code) {
        assertThat(Money.isCurrency(sent)).isFalse();
        assertThat(Money.currencyOf(sent)).isEqualTo(code);
    }

    /** Upper case would make ASCII of the last three. */
    @ParameterizedTest
    @ValueSource(strings = {"", "X", "123456789", "C Y", "CNY\n", "¥¥", "ıı", "ſs", "ßß"})
    void what_is_no_code_stands_for_none(String text) {
        assertThat(Money.isCurrency(text)).isFalse();
        assertThat(Money.currencyOf(text)).isNull();
    }

    @Test
    void the_largest_amount_fits_into_64_bits_in_millionths() {
        BigDecimal most = new BigDecimal("9".repeat(Money.INTEGER_DIGITS) + "." + "9".repeat(Money.FRACTION_DIGITS));
        assertThat(most.movePointRight(6).longValueExact()).isEqualTo(999_999_999_999_999_999L);
    }
}
