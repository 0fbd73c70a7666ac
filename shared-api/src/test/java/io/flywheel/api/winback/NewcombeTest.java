package io.flywheel.api.winback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewcombeTest {
    /** Table II of the paper, the row of method 10. */
    @ParameterizedTest
    @CsvSource({
        "56, 70, 48, 80,  0.0524, 0.3339",
        " 9, 10,  3, 10,  0.1705, 0.8090",
        " 6,  7,  2,  7,  0.0582, 0.8062",
        " 5, 56,  0, 29, -0.0381, 0.1926",
        " 0, 10,  0, 20, -0.1611, 0.2775",
        " 0, 10,  0, 10, -0.2775, 0.2775",
        "10, 10,  0, 20,  0.6791, 1.0000",
        "10, 10,  0, 10,  0.6075, 1.0000"
    })
    void the_examples_of_the_paper(long x1, long n1, long x2, long n2, double low, double high) {
        Difference found = Newcombe.difference(x1, n1, x2, n2);
        assertThat(found.value()).isCloseTo((double) x1 / n1 - (double) x2 / n2, within(1e-12));
        assertThat(found.low()).isCloseTo(low, within(0.00005));
        assertThat(found.high()).isCloseTo(high, within(0.00005));
    }

    @Test
    void swapping_the_groups_negates_everything() {
        Random random = new Random(1998);
        for (int i = 0; i < 2_000; i++) {
            int n1 = 1 + random.nextInt(300);
            int n2 = 1 + random.nextInt(300);
            int x1 = random.nextInt(n1 + 1);
            int x2 = random.nextInt(n2 + 1);
            Difference one = Newcombe.difference(x1, n1, x2, n2);
            Difference other = Newcombe.difference(x2, n2, x1, n1);
            assertThat(other.value()).isCloseTo(-one.value(), within(1e-12));
            assertThat(other.low()).isCloseTo(-one.high(), within(1e-12));
            assertThat(other.high()).isCloseTo(-one.low(), within(1e-12));
        }
    }

    @Test
    void the_interval_holds_the_value_and_keeps_within_what_is_possible() {
        for (int n1 = 1; n1 <= 12; n1++) {
            for (int n2 = 1; n2 <= 12; n2++) {
                for (int x1 = 0; x1 <= n1; x1++) {
                    for (int x2 = 0; x2 <= n2; x2++) {
                        Difference found = Newcombe.difference(x1, n1, x2, n2);
                        assertThat(found.low()).isBetween(-1.0, found.value());
                        assertThat(found.high()).isBetween(found.value(), 1.0);
                        assertThat(found.low()).isLessThan(found.high());
                    }
                }
            }
        }
    }

    @Test
    void the_same_shares_of_more_people_are_known_more_narrowly() {
        Random random = new Random(10);
        for (int i = 0; i < 500; i++) {
            int n1 = 1 + random.nextInt(50);
            int n2 = 1 + random.nextInt(50);
            int x1 = random.nextInt(n1 + 1);
            int x2 = random.nextInt(n2 + 1);
            double before = 3;
            for (int times = 1; times <= 64; times *= 4) {
                Difference found =
                        Newcombe.difference((long) x1 * times, (long) n1 * times, (long) x2 * times, (long) n2 * times);
                assertThat(found.high() - found.low()).isLessThan(before);
                before = found.high() - found.low();
            }
        }
    }

    @Test
    void a_group_of_nobody_has_no_share() {
        assertThatThrownBy(() -> Newcombe.difference(0, 0, 1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Newcombe.difference(3, 2, 1, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
