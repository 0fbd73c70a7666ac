package io.flywheel.query.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PurchasesTest {
    /**
     * The closed form of the paper after Euler's transformation, for models and people drawn at random. Its series
     * alternates when shape exceeds a + b, and loses digits the more it does, so that such cases say nothing here.
     */
    @Test
    void the_sum_is_the_closed_form_with_the_hypergeometric_function() {
        SplittableRandom random = new SplittableRandom(2005);
        for (int i = 0; i < 1000; i++) {
            double shape = Math.exp(random.nextDouble(-3, 2.5)) + random.nextInt(40);
            double odds = Math.exp(random.nextDouble(-3, 3));
            double a = Math.exp(random.nextDouble(-3, 1.5));
            double b = Math.exp(random.nextDouble(-2, 2)) + random.nextInt(40);
            if (Math.abs(a - 1) > 1e-3 && shape - a - b < 15) {
                assertThat(Purchases.expected(shape, odds, a, b))
                        .as("shape %s odds %s a %s b %s", shape, odds, a, b)
                        .isCloseTo(closedForm(shape, odds, a, b), withinPercentage(1e-7));
            }
        }
    }

    /** A mean over the chance p to drop out, by adding up slices; no series in it. */
    @ParameterizedTest
    @ValueSource(doubles = {0.7, 0.999999, 1, 1.000001, 3})
    void the_sum_is_the_mean_over_what_people_are_like(double a) {
        double shape = 3.4;
        double odds = 1.7;
        double b = 2.5;
        int slices = 200_000;
        double above = 0;
        double below = 0;
        for (int i = 0; i < slices; i++) {
            // p = u^4 smooths the end where a density with a < 1 has no limit
            double u = (i + 0.5) / slices;
            double p = u * u * u * u;
            double weight = Math.pow(p, a - 1) * Math.pow(1 - p, b - 1) * 4 * u * u * u;
            above += weight * -Math.expm1(-shape * Math.log1p(p * odds)) / p;
            below += weight;
        }

        assertThat(Purchases.expected(shape, odds, a, b)).isCloseTo(above / below, withinPercentage(1e-5));
    }

    @Test
    void nothing_breaks_where_a_is_one() {
        double at = Purchases.expected(2.5, 0.8, 1, 3);

        assertThat(Purchases.expected(2.5, 0.8, 1 - 1e-12, 3)).isCloseTo(at, withinPercentage(1e-9));
        assertThat(Purchases.expected(2.5, 0.8, 1 + 1e-12, 3)).isCloseTo(at, withinPercentage(1e-9));
    }

    /** Without dropping out, purchases are shape times odds; a is so small here that nobody drops out. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 100, 5000, 1_000_000})
    void many_purchases_neither_vanish_nor_overflow(double shape) {
        assertThat(Purchases.expected(shape, 2, 1e-15, 3)).isCloseTo(shape * 2, withinPercentage(1e-6));
    }

    @Test
    void a_short_time_brings_its_share() {
        assertThat(Purchases.expected(3, 1e-12, 0.8, 2)).isCloseTo(3e-12, withinPercentage(1e-8));
        assertThat(Purchases.expected(3, 0, 0.8, 2)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 1e9, Double.NaN, Double.POSITIVE_INFINITY})
    void a_time_that_would_never_be_added_up_is_refused(double odds) {
        assertThatIllegalArgumentException().isThrownBy(() -> Purchases.expected(1, odds, 1, 1));
    }

    private static double closedForm(double shape, double odds, double a, double b) {
        double z = odds / (1 + odds);
        double c = a + b - 1;
        return c / (a - 1) * (1 - Math.pow(1 - z, a - 1) * hypergeometric(c - shape, a - 1, c, z));
    }

    private static double hypergeometric(double a, double b, double c, double z) {
        double term = 1;
        double sum = 1;
        for (int n = 0; n < 100_000 && (n < 50 || Math.abs(term) > 1e-18 * Math.abs(sum)); n++) {
            term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
            sum += term;
        }
        return sum;
    }
}
