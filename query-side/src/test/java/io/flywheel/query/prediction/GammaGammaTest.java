package io.flywheel.query.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.flywheel.query.prediction.KnownAnswers.Line;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class GammaGammaTest {
    private static final GammaGamma MODEL = Published.SPENDING;

    /** The spreadsheet that Hardie published with note 025; the model there is not rounded. */
    @ParameterizedTest
    @CsvSource({"2, 22.35, 24.65", "1, 11.77, 18.91", "0, 0, 35.17", "7, 73.74, 71.46", "2, 25.55, 27.28"})
    void her_own_mean_is_drawn_towards_everybodys(int x, double mx, double spend) {
        assertThat(MODEL.expectedSpend(new Spend(x, mx))).isCloseTo(spend, within(0.06));
    }

    /** 6.25 * 15.44 / 2.74 */
    @Test
    void somebody_unknown_spends_what_everybody_spends() {
        assertThat(MODEL.expectedSpend()).isCloseTo(35.21897810218978, withinPercentage(1e-12));
    }

    @Test
    void there_is_no_mean_unless_q_is_above_one() {
        assertThat(new GammaGamma(2, 1, 3).expectedSpend()).isInfinite();
        assertThat(new GammaGamma(2, 1, 3).expectedSpend(new Spend(1, 5))).isEqualTo(8);
        assertThat(new GammaGamma(0.2, 0.5, 3).expectedSpend(new Spend(1, 5))).isInfinite();
    }

    /** With p = q = 1 and x = 1 the density is gamma / (gamma + m)^2. */
    @Test
    void the_likelihood_is_a_density() {
        GammaGamma simple = new GammaGamma(1, 1, 3);

        assertThat(simple.logLikelihood(new Spend(1, 2))).isCloseTo(Math.log(3 / 25.0), within(1e-12));
        double mass = 0;
        for (double mx = 0.005; mx < 3000; mx += 0.01) {
            mass += 0.01 * Math.exp(MODEL.logLikelihood(new Spend(3, mx)));
        }
        assertThat(mass).isCloseTo(1, within(1e-5));
    }

    @Test
    void every_point_is_met() {
        List<Line> points = KnownAnswers.table("gammagamma_point_checks.csv");

        for (Line point : points) {
            assertThat(MODEL.expectedSpend(new Spend(point.whole("x"), point.number("m_x"))))
                    .as("%s", point)
                    .isCloseTo(point.number("exp_spend"), withinPercentage(1e-10));
        }
        assertThat(points).hasSize(8);
    }

    @Test
    void the_first_ten_customers_are_met_as_far_as_rounding_allows() {
        JsonNode published =
                KnownAnswers.json("published_reference_values.json").at("/gg_conditional_mean_first_10_customers");
        CdnowPeople cdnow = CdnowPeople.read();

        for (int i = 0; i < 10; i++) {
            assertThat(MODEL.expectedSpend(cdnow.people().get(i).spend()))
                    .isCloseTo(published.at("/expected/" + i).asDouble(), within(0.1));
        }
    }

    @Test
    void impossible_spend_and_parameters_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Spend(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Spend(1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Spend(1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new GammaGamma(0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new GammaGamma(1, 1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.logLikelihood(new Spend(0, 0)));
    }
}
