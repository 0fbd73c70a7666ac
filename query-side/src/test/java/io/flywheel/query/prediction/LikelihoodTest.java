package io.flywheel.query.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.flywheel.query.prediction.Simulator.Shop;
import org.junit.jupiter.api.Test;

/** The fast sums over a population against one person at a time, and the slopes against differences. */
class LikelihoodTest {
    private static final int PEOPLE = 30_000;
    private static final Shop SHOP = new Simulator(11).shop(new BgNbd(0.9, 3, 0.2, 2), PEOPLE, 104, 0);

    @Test
    void a_population_is_the_sum_of_its_people() {
        BgNbd model = Published.BUYING;
        double sum = 0;
        for (int i = 0; i < PEOPLE; i++) {
            sum += model.logLikelihood(new Customer(SHOP.x()[i], SHOP.tx()[i], SHOP.T()[i]));
        }

        assertThat(model.logLikelihood(SHOP.customers())).isCloseTo(sum, withinPercentage(1e-10));
    }

    @Test
    void spend_of_a_population_is_the_sum_of_its_people() {
        GammaGamma model = Published.SPENDING;
        double[] mx = new Simulator(12).spend(model, SHOP.x());
        double sum = 0;
        for (int i = 0; i < PEOPLE; i++) {
            sum += SHOP.x()[i] == 0 ? 0 : model.logLikelihood(new Spend(SHOP.x()[i], mx[i]));
        }

        assertThat(model.logLikelihood(Spends.of(SHOP.x(), mx))).isCloseTo(sum, withinPercentage(1e-10));
    }

    @Test
    void slopes_of_buying_are_differences() {
        slopesAreDifferences(new BgNbdLikelihood(SHOP.customers()), 0.3, 2, 1.1, 2.7);
    }

    @Test
    void slopes_of_spending_are_differences() {
        double[] mx = new Simulator(12).spend(Published.SPENDING, SHOP.x());
        slopesAreDifferences(new GammaGammaLikelihood(Spends.of(SHOP.x(), mx)), 4, 2.5, 20);
    }

    private static void slopesAreDifferences(Objective objective, double... parameters) {
        double[] found = objective.at(parameters);
        for (int i = 0; i < parameters.length; i++) {
            double step = 1e-5 * parameters[i];
            double[] above = parameters.clone();
            double[] below = parameters.clone();
            above[i] += step;
            below[i] -= step;
            double difference = (objective.at(above)[0] - objective.at(below)[0]) / (2 * step);
            assertThat(found[i + 1])
                    .as("slope %s", i)
                    .isCloseTo(difference, within(1e-6 * Math.abs(found[0] / parameters[i])));
        }
    }
}
