package io.flywheel.api.winback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WelchTest {
    /** “Student's” own data (Biometrika 6, 1908), which R ships as {@code sleep}; R's t.test(extra ~ group) says the same. */
    private static final double[] FIRST = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};

    private static final double[] SECOND = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

    @Test
    void the_hours_of_sleep_that_r_works_out() {
        Difference found = Welch.difference(Sample.of(FIRST), Sample.of(SECOND)).orElseThrow();
        assertThat(Welch.degreesOfFreedom(Sample.of(FIRST), Sample.of(SECOND))).isCloseTo(17.776, within(0.0005));
        assertThat(found.value()).isCloseTo(-1.58, within(1e-12));
        assertThat(found.low()).isCloseTo(-3.3654832, within(5e-8));
        assertThat(found.high()).isCloseTo(0.2054832, within(5e-8));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 12.706204736174694",
        "2, 4.302652729749462",
        "2.5, 3.5746548420036817",
        "5, 2.5705818356363146",
        "10, 2.228138851986274",
        "30, 2.0422724563012378",
        "1000, 1.9623390808264083",
        "123456.7, 1.9599832001362323"
    })
    void the_deviates_of_student_s_tables(double degrees, double expected) {
        assertThat(StudentT.quantile(0.975, degrees)).isCloseTo(expected, within(1e-9));
    }

    @Test
    void swapping_the_groups_negates_everything_and_more_of_the_same_narrows_it() {
        Random random = new Random(1947);
        for (int i = 0; i < 200; i++) {
            Sample one = new Sample(2 + random.nextInt(90), random.nextGaussian(), 0.1 + random.nextDouble());
            Sample other = new Sample(2 + random.nextInt(90), random.nextGaussian(), 0.1 + random.nextDouble());
            Difference there = Welch.difference(one, other).orElseThrow();
            Difference back = Welch.difference(other, one).orElseThrow();
            assertThat(back.low()).isCloseTo(-there.high(), within(1e-9));
            assertThat(back.high()).isCloseTo(-there.low(), within(1e-9));
            Difference more = Welch.difference(
                            new Sample(one.size() * 4, one.mean(), one.variance()),
                            new Sample(other.size() * 4, other.mean(), other.variance()))
                    .orElseThrow();
            assertThat(more.high() - more.low()).isLessThan(there.high() - there.low());
        }
    }

    @Test
    void too_few_or_all_alike_have_no_interval() {
        Sample none = Sample.of();
        Sample one = Sample.of(5);
        Sample alike = Sample.of(0, 0, 0);
        Sample some = Sample.of(1, 2);
        assertThat(Welch.difference(none, some)).isEmpty();
        assertThat(Welch.difference(some, one)).isEmpty();
        assertThat(Welch.difference(alike, alike)).isEmpty();
        assertThat(Welch.difference(some, alike)).isPresent();
        assertThat(none.mean()).isZero();
    }

    @Test
    void large_amounts_that_hardly_differ_keep_their_variance() {
        assertThat(Sample.of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16).variance()).isCloseTo(30, within(1e-6));
    }
}
