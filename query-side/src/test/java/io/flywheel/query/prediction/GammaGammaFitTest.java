package io.flywheel.query.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flywheel.query.prediction.Fit.Outcome;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GammaGammaFitTest {
    private static final int MANY = 20_000;
    /** Chi-squared with three degrees of freedom: see BgNbdFitTest. */
    private static final double ONE_IN_A_THOUSAND = 16.27;

    /** Of 20,000 people p is known to some five per cent only; how well exactly, the likelihood says. */
    @ParameterizedTest
    @CsvSource({"6.25, 3.74, 15.44", "1.5, 2.2, 800000", "0.4, 6, 0.02"})
    void a_fit_finds_the_model_that_spend_was_drawn_from(double p, double q, double gamma) {
        GammaGamma truth = new GammaGamma(p, q, gamma);
        int[] x = repeats(MANY);
        Spends spends = Spends.of(x, new Simulator(25).spend(truth, x));

        Fit<GammaGamma> fit = GammaGammaFit.of(spends);

        assertThat(fit.converged()).as(fit.detail()).isTrue();
        assertThat(2 * (fit.logLikelihood() - truth.logLikelihood(spends))).isBetween(0.0, ONE_IN_A_THOUSAND);
        assertThat(fit.model().p() / p).isCloseTo(1, within(0.2));
        assertThat(fit.model().q() / q).isCloseTo(1, within(0.1));
        assertThat(fit.model().expectedSpend() / truth.expectedSpend()).isCloseTo(1, within(0.05));
        assertThat(fit.detail()).isEqualTo("4 of 4 starts led to this maximum");
    }

    @Test
    void nobody_who_paid_again_is_nobody() {
        assertThat(GammaGammaFit.of(Spends.of(new int[0], new double[0])).outcome())
                .isEqualTo(Outcome.NOBODY);
        assertThat(GammaGammaFit.of(Spends.of(new int[] {0, 3}, new double[] {0, 0}))
                        .outcome())
                .isEqualTo(Outcome.NOBODY);
    }

    @Test
    void equal_spend_has_no_maximum() {
        double[] equal = new double[500];
        Arrays.fill(equal, 9.99);

        Fit<GammaGamma> fit = GammaGammaFit.of(Spends.of(repeats(500), equal));

        assertThat(fit.outcome()).as(fit.toString()).isEqualTo(Outcome.NO_MAXIMUM);
        assertThat(fit.model()).isNull();
    }

    @Test
    void one_person_is_no_population() {
        Fit<GammaGamma> fit = GammaGammaFit.of(Spends.of(new int[] {3}, new double[] {20}));

        assertThat(fit.converged()).as(fit.toString()).isFalse();
        assertThat(fit.detail()).isNotBlank();
    }

    /** A few people with anything at all: what a young shop has. */
    @Test
    void a_handful_of_people_gets_a_believable_model_or_a_reason() {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 300; i++) {
            int[] x = new int[random.nextInt(1, 12)];
            double[] mx = new double[x.length];
            double spread = random.nextDouble(8);
            Arrays.setAll(x, each -> 1 + random.nextInt(5));
            Arrays.setAll(mx, each -> Math.exp(random.nextDouble(spread)));

            Fit<GammaGamma> fit = GammaGammaFit.of(Spends.of(x, mx));

            assertThat(fit.model() != null).as(fit.toString()).isEqualTo(fit.converged());
            if (fit.converged()) {
                assertThat(Math.max(fit.model().p(), fit.model().q())).isLessThanOrEqualTo(1e4);
                assertThat(fit.model().expectedSpend()).as(fit.toString()).isFinite();
            }
        }
    }

    @Test
    void spend_without_a_mean_is_not_predicted() {
        int[] x = repeats(MANY);
        Spends spends = Spends.of(x, new Simulator(4).spend(new GammaGamma(2, 0.7, 5), x));

        Fit<GammaGamma> fit = GammaGammaFit.of(spends);

        assertThat(fit.outcome()).as(fit.toString()).isEqualTo(Outcome.NO_MEAN);
        assertThat(fit.model()).isNull();
    }

    private static int[] repeats(int people) {
        int[] x = new int[people];
        Arrays.setAll(x, i -> 1 + i % 6);
        return x;
    }
}
