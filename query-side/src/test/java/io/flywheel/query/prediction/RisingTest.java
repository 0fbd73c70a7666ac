package io.flywheel.query.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RisingTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 66, 1000})
    void few_factors_and_many_are_one_function(int n) {
        double log = 0;
        double slope = 0;
        for (int k = 0; k < n; k++) {
            log += Math.log(0.243 + k);
            slope += 1 / (0.243 + k);
        }

        assertThat(Rising.log(0.243, n)).isCloseTo(log, withinPercentage(1e-10));
        assertThat(Rising.slope(0.243, n)).isCloseTo(slope, withinPercentage(1e-10));
    }

    @Test
    void no_factor_is_one() {
        assertThat(Rising.log(0.243, 0)).isZero();
        assertThat(Rising.slope(0.243, 0)).isZero();
    }
}
