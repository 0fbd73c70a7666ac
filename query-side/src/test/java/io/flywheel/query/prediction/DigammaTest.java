package io.flywheel.query.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigammaTest {
    /** Abramowitz and Stegun, table 6.1 and 6.3.3: minus Euler's constant, and that minus 2 ln 2. */
    @ParameterizedTest
    @CsvSource({"1, -0.57721566490153286", "0.5, -1.96351002602142348", "2, 0.42278433509846714"})
    void it_has_the_known_values(double x, double value) {
        assertThat(Digamma.at(x)).isCloseTo(value, within(2e-15));
    }

    @Test
    void one_more_adds_the_reciprocal() {
        for (double x = 1e-3; x < 1e5; x *= 1.1) {
            assertThat(Digamma.at(x + 1) - Digamma.at(x))
                    .as("%s", x)
                    .isCloseTo(1 / x, within(1e-14 * Math.max(1 / x, 10)));
        }
    }
}
