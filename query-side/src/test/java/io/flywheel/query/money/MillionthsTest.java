package io.flywheel.query.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.query.platform.TooLarge;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MillionthsTest {
    @Test
    void sums_are_exact_up_to_the_last_bit_and_refused_beyond() {
        assertThat(Millionths.plus(Long.MAX_VALUE - 1, 1)).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> Millionths.plus(Long.MAX_VALUE, 1)).isInstanceOf(TooLarge.class);
        assertThatThrownBy(() -> Millionths.plus(Long.MIN_VALUE, -1)).isInstanceOf(TooLarge.class);
    }

    @Test
    void an_amount_has_six_decimals_and_fits_or_is_refused() {
        assertThat(Millionths.of(new BigDecimal("-12.500001"))).isEqualTo(-12_500_001);
        assertThat(Millionths.of(new BigDecimal("9223372036854.775807"))).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> Millionths.of(new BigDecimal("9223372036854.775808")))
                .isInstanceOf(TooLarge.class);
    }
}
