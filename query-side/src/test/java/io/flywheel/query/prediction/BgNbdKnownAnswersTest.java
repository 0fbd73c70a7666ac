package io.flywheel.query.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.flywheel.query.prediction.KnownAnswers.Line;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** BG/NBD at given parameters against figures of 60-digit arithmetic. */
class BgNbdKnownAnswersTest {
    private static final double RELATIVE = 1e-9;

    @Test
    void every_point_is_met() {
        List<Line> points = KnownAnswers.table("bgnbd_point_checks.csv");

        for (Line point : points) {
            BgNbd model = new BgNbd(point.number("r"), point.number("alpha"), point.number("a"), point.number("b"));
            Customer customer = new Customer(point.whole("x"), point.number("t_x"), point.number("T"));
            double weeks = point.number("t");
            double whileAlive = model.expectedWhileAlive(customer, weeks);
            assertThat(model.logLikelihood(customer))
                    .as("log-likelihood of %s", point)
                    .isCloseTo(point.number("loglik"), withinPercentage(100 * RELATIVE));
            assertThat(model.logPAlive(customer))
                    .as("ln P(alive) of %s", point)
                    .isCloseTo(log(point.text("p_alive")), within(RELATIVE));
            assertThat(model.logPAlive(customer) + Math.log(whileAlive))
                    .as("ln E of %s", point)
                    .isCloseTo(log(point.text("cond_exp")), within(weeks < 0.01 ? 1e-7 : RELATIVE));
            assertThat(model.pAlive(customer))
                    .as("P(alive) of %s", point)
                    .isCloseTo(point.number("p_alive"), withinPercentage(100 * RELATIVE));
            assertThat(model.expectedRepeats(customer, weeks))
                    .as("E of %s", point)
                    .isCloseTo(point.number("cond_exp"), withinPercentage(weeks < 0.01 ? 1e-5 : 100 * RELATIVE));
        }
        assertThat(points).hasSize(75);
    }

    @Test
    void every_expectation_of_a_newcomer_is_met() {
        List<Line> lines = KnownAnswers.table("bgnbd_expectation_published_params.csv");

        for (Line line : lines) {
            assertThat(Published.BUYING.expectedRepeats(line.number("t")))
                    .as("%s", line)
                    .isCloseTo(line.number("exp_repeat"), withinPercentage(100 * RELATIVE));
        }
        assertThat(lines).hasSize(15);
    }

    @Test
    void every_chance_is_met() {
        List<Line> lines = KnownAnswers.table("bgnbd_pmf_published_params.csv");

        for (Line line : lines) {
            assertThat(Published.BUYING.probabilityOf(line.whole("x"), line.number("t")))
                    .as("%s", line)
                    .isCloseTo(line.number("pmf"), withinPercentage(100 * RELATIVE));
        }
        assertThat(lines).hasSize(15);
    }

    @Test
    void published_figures_are_met_as_far_as_they_are_printed() {
        JsonNode published = KnownAnswers.json("published_reference_values.json");
        JsonNode fitted = published.at("/bgnbd_cdnow_sample/six_digit");
        BgNbd model = new BgNbd(
                fitted.at("/r").asDouble(),
                fitted.at("/alpha").asDouble(),
                fitted.at("/a").asDouble(),
                fitted.at("/b").asDouble());

        JsonNode expectation = published.at("/bgnbd_expected_repeat_fitted_params");
        for (int i = 0; i < expectation.at("/t").size(); i++) {
            assertThat(model.expectedRepeats(expectation.at("/t/" + i).asDouble()))
                    .isCloseTo(expectation.at("/expected/" + i).asDouble(), within(0.0005));
        }
        JsonNode pmf = published.at("/bgnbd_pmf");
        assertThat(Published.BUYING.probabilityOf(10, 2))
                .isCloseTo(pmf.at("/P(X(2)=10)").asDouble(), withinPercentage(1e-3));
        assertThat(Published.BUYING.probabilityOf(0, 39))
                .isCloseTo(pmf.at("/P(X(39)=0)").asDouble(), within(5e-8));
        for (int i = 0; i < 10; i++) {
            assertThat(Published.BUYING.probabilityOf(11 + i, 30))
                    .isCloseTo(pmf.at("/P(X(30)=11..20)/" + i).asDouble(), within(5.1e-11));
        }
        for (JsonNode each : published.at("/bgnbd_loglik_stability/cases")) {
            Customer customer = new Customer(
                    each.at("/x").asInt(),
                    each.at("/t_x").asDouble(),
                    each.at("/T").asDouble());
            assertThat(new BgNbd(0.25, 4, 0.8, 2.5).logLikelihood(customer))
                    .isCloseTo(each.at("/loglik").asDouble(), within(5e-5));
        }
        JsonNode one = published.at("/bgnbd_conditional_expectation");
        Customer customer = new Customer(
                one.at("/x").asInt(), one.at("/t_x").asDouble(), one.at("/T").asDouble());
        assertThat(Published.BUYING.expectedRepeats(customer, one.at("/t").asDouble()))
                .isCloseTo(one.at("/expected").asDouble(), within(0.001));
    }

    /** Natural logarithm of a number that may be below what a double can hold. */
    private static double log(String number) {
        BigDecimal value = new BigDecimal(number);
        int exponent = value.precision() - value.scale();
        return Math.log(value.scaleByPowerOfTen(-exponent).doubleValue()) + exponent * Math.log(10);
    }
}
