package io.flywheel.query.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HoldoutCheckTest {
    @Test
    void errors_are_means_over_people() {
        HoldoutCheck check = HoldoutCheck.of(new double[] {1, 2, 3, 4}, new double[] {2, 2, 2, 6});

        assertThat(check.people()).isEqualTo(4);
        assertThat(check.expectedSum()).isEqualTo(10);
        assertThat(check.actualSum()).isEqualTo(12);
        assertThat(check.relativeError()).isCloseTo(-1 / 6.0, within(1e-12));
        assertThat(check.meanAbsoluteError()).isEqualTo(1);
        assertThat(check.rootMeanSquareError()).isCloseTo(Math.sqrt(1.5), within(1e-12));
        assertThat(check.correlation()).isCloseTo(6 / Math.sqrt(5 * 12), within(1e-12));
    }

    @Test
    void equal_outcomes_have_no_correlation() {
        assertThat(HoldoutCheck.of(new double[] {1, 2}, new double[] {1, 1}).correlation())
                .isNaN();
    }

    @Test
    void nobody_cannot_be_checked() {
        assertThatIllegalArgumentException().isThrownBy(() -> HoldoutCheck.of(new double[0], new double[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> HoldoutCheck.of(new double[2], new double[1]));
    }
}
