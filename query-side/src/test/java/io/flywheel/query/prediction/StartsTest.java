package io.flywheel.query.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flywheel.query.prediction.Fit.Outcome;
import org.junit.jupiter.api.Test;

/** Likelihoods of two made-up parameters, u and v; the papers' own are in the tests of the fits. */
class StartsTest {
    private record Pair(double u, double v) {}

    /** Its highest point is at ln u = 1.03, a lower one at ln u = -0.98; ln v = 2 at both. */
    private static final Objective TWO_TOPS = at -> {
        double u = Math.log(at[0]);
        double v = Math.log(at[1]) - 2;
        double dome = u * u - 1;
        return new double[] {-dome * dome + 0.2 * u - v * v, (-4 * u * dome + 0.2) / at[0], -2 * v / at[1]};
    };

    private static Fit<Pair> fit(Objective objective, double[]... starts) {
        return new Starts(starts, new double[] {1e-5, 1e-5}, new double[] {1e4, 1e4}, new String[] {"u", "v"})
                .fit(objective, 1, found -> new Pair(found[0], found[1]));
    }

    @Test
    void the_highest_top_wins_whichever_start_comes_first() {
        double[] left = {0.3, 1};
        double[] right = {3, 1};

        Fit<Pair> fit = fit(TWO_TOPS, left, right);

        assertThat(Math.log(fit.model().u())).isCloseTo(1.024, within(0.001));
        assertThat(Math.log(fit.model().v())).isCloseTo(2, within(1e-9));
        assertThat(fit.detail()).isEqualTo("1 of 2 starts led to this maximum");
        assertThat(fit(TWO_TOPS, right, left).model()).isEqualTo(fit.model());
        assertThat(Math.log(fit(TWO_TOPS, left).model().u())).isCloseTo(-0.974, within(0.001));
    }

    @Test
    void a_likelihood_that_says_nothing_gives_no_model() {
        Fit<Pair> fit = fit(at -> new double[] {-1, 0, 0}, new double[] {1, 1});

        assertThat(fit.outcome()).as(fit.toString()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(fit.model()).isNull();
    }

    /** Only u times v is known: every point of a ridge is as good as any other. */
    @Test
    void a_ridge_gives_no_model() {
        Objective ridge = at -> {
            double product = Math.log(at[0]) + Math.log(at[1]);
            return new double[] {-product * product, -2 * product / at[0], -2 * product / at[1]};
        };

        assertThat(fit(ridge, new double[] {3, 2}).outcome()).isEqualTo(Outcome.NOT_FOUND);
    }

    @Test
    void a_top_where_nothing_is_believed_gives_no_model() {
        Objective far = at -> {
            double u = Math.log(at[0] / 20_000);
            double v = Math.log(at[1]);
            return new double[] {-u * u - v * v, -2 * u / at[0], -2 * v / at[1]};
        };

        Fit<Pair> fit = fit(far, new double[] {1, 3});

        assertThat(fit.outcome()).isEqualTo(Outcome.NO_MAXIMUM);
        assertThat(fit.detail()).startsWith("the likelihood is highest where u = 2.00e+04");
    }

    @Test
    void a_likelihood_that_is_no_number_gives_no_model() {
        Fit<Pair> fit = fit(at -> new double[] {Double.NaN, 0, 0}, new double[] {1, 1});

        assertThat(fit.outcome()).isEqualTo(Outcome.NOT_FOUND);
    }
}
