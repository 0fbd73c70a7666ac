package io.flywheel.query.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrackingTest {
    private static final BgNbd MODEL = Published.BUYING;

    @Test
    void everybody_is_expected_to_buy_from_the_day_after_she_came() {
        double[] expected = Tracking.expectedRepeats(MODEL, new long[] {10, 0, 5}, 10);

        assertThat(expected).hasSize(10);
        assertThat(expected[0]).isZero();
        assertThat(expected[1]).isCloseTo(10 * MODEL.expectedRepeats(1 / 7.0), within(1e-12));
        assertThat(expected[2]).isCloseTo(10 * MODEL.expectedRepeats(2 / 7.0), within(1e-12));
        assertThat(expected[9])
                .isCloseTo(10 * MODEL.expectedRepeats(9 / 7.0) + 5 * MODEL.expectedRepeats(1), within(1e-12));
    }

    @Test
    void who_comes_after_the_last_day_is_not_counted() {
        assertThat(Tracking.expectedRepeats(MODEL, new long[] {1, 0, 0, 1_000}, 3)[2])
                .isEqualTo(MODEL.expectedRepeats(2 / 7.0));
        assertThat(Tracking.expectedRepeats(MODEL, new long[0], 3)).containsOnly(0);
    }
}
