package io.flywheel.query.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flywheel.query.prediction.Fit.Outcome;
import io.flywheel.query.prediction.Simulator.Shop;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BgNbdFitTest {
    private static final int MANY = 20_000;
    /** Twice the gain of a fit over the truth is chi-squared with four degrees of freedom; 1 in 1000 is above this. */
    private static final double ONE_IN_A_THOUSAND = 18.47;

    /** Of 20,000 people a parameter is known to some per cent; how well exactly, the likelihood says. */
    @ParameterizedTest
    @CsvSource({"0.243, 4.414, 0.793, 2.426", "1.2, 8, 1.7, 3.1", "0.6, 5, 1, 2", "3, 20, 0.4, 4"})
    void a_fit_finds_the_model_that_people_were_drawn_from(double r, double alpha, double a, double b) {
        BgNbd truth = new BgNbd(r, alpha, a, b);
        Shop shop = new Simulator(1987).shop(truth, MANY, 104, 26);

        Fit<BgNbd> fit = BgNbdFit.of(shop.customers());

        assertThat(fit.converged()).as(fit.detail()).isTrue();
        assertThat(2 * (fit.logLikelihood() - truth.logLikelihood(shop.customers())))
                .isBetween(0.0, ONE_IN_A_THOUSAND);
        assertThat(fit.model().r() / r).isCloseTo(1, within(0.1));
        assertThat(fit.model().alpha() / alpha).isCloseTo(1, within(0.1));
        assertThat(fit.model().a() / (fit.model().a() + fit.model().b())).isCloseTo(a / (a + b), within(0.02));
        assertThat(fit.detail()).isEqualTo("5 of 5 starts led to this maximum");
    }

    /** Sums over 20,000 people have a standard error of about one per cent. */
    @Test
    void what_drawn_people_do_later_is_foretold() {
        Shop shop = new Simulator(7).shop(Published.BUYING, MANY, 104, 26);
        BgNbd model = BgNbdFit.of(shop.customers()).model();
        double[] expected = new double[MANY];
        for (int i = 0; i < MANY; i++) {
            expected[i] = model.expectedRepeats(new Customer(shop.x()[i], shop.tx()[i], shop.T()[i]), 26);
        }

        HoldoutCheck check = HoldoutCheck.of(expected, shop.later());

        assertThat(check.relativeError()).isCloseTo(0, within(0.04));
        assertThat(check.correlation()).isGreaterThan(0.5);
    }

    @Test
    void neither_the_order_of_people_nor_the_number_of_cores_changes_a_bit() throws Exception {
        Shop shop = new Simulator(3).shop(Published.BUYING, 20_000, 52, 0);
        Shop reversed = new Shop(shop.x().clone(), shop.tx().clone(), shop.T().clone(), shop.later());
        for (int i = 0; i < 20_000; i++) {
            reversed.x()[i] = shop.x()[19_999 - i];
            reversed.tx()[i] = shop.tx()[19_999 - i];
            reversed.T()[i] = shop.T()[19_999 - i];
        }

        try (ForkJoinPool oneCore = new ForkJoinPool(1);
                ForkJoinPool three = new ForkJoinPool(3)) {
            Fit<BgNbd> fit = oneCore.submit(() -> BgNbdFit.of(shop.customers())).get();

            assertThat(fit.converged()).isTrue();
            assertThat(three.submit(() -> BgNbdFit.of(reversed.customers())).get())
                    .isEqualTo(fit);
        }
    }

    @Test
    void nobody_is_no_population() {
        Fit<BgNbd> fit = BgNbdFit.of(Customers.of(new int[0], new double[0], new double[0]));

        assertThat(fit.outcome()).isEqualTo(Outcome.NOBODY);
        assertThat(fit.model()).isNull();
        assertThat(fit.logLikelihood()).isNaN();
    }

    @Test
    void people_who_never_came_back_say_nothing_about_rates() {
        Fit<BgNbd> fit = BgNbdFit.of(Customers.of(new int[] {0, 0, 0}, new double[3], new double[] {4, 9, 30}));

        assertThat(fit.outcome()).isEqualTo(Outcome.NO_REPEATS);
        assertThat(fit.people()).isEqualTo(3);
        assertThat(fit.model()).isNull();
    }

    /** All alike: rates do not vary, and r and alpha rise together without end. */
    @Test
    void people_who_are_all_alike_have_no_maximum() {
        Fit<BgNbd> fit = BgNbdFit.of(alike(1000, 5, 30, 39));

        assertThat(fit.outcome()).as(fit.detail()).isEqualTo(Outcome.NO_MAXIMUM);
        assertThat(fit.model()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 2",
        "1, 0, 0, 0",
        "2, 1, 0, 0",
        "1, 200, 38, 40",
        "50, 1, 1e-3, 1000000",
        "50, 3, 1000000, 1000000",
        "1000, 2, 20, 20",
        "9, 1000, 1, 104"
    })
    void strange_people_get_an_answer_or_a_reason_and_never_nonsense(int people, int x, double tx, double T) {
        Fit<BgNbd> fit = BgNbdFit.of(alike(people, x, tx, T));

        assertThat(fit.converged()).as(fit.toString()).isFalse();
        assertThat(fit.detail()).isNotBlank();
    }

    /** A few people with anything at all: what a young shop has. */
    @Test
    void a_handful_of_people_gets_a_believable_model_or_a_reason() {
        SplittableRandom random = new SplittableRandom(9);
        int converged = 0;
        for (int i = 0; i < 300; i++) {
            int[] x = new int[random.nextInt(1, 12)];
            double[] last = new double[x.length];
            double[] age = new double[x.length];
            int most = random.nextInt(1, 40);
            Arrays.setAll(x, each -> random.nextInt(most));
            Arrays.setAll(age, each -> random.nextInt(700) / 7.0);
            Arrays.setAll(last, each -> age[each] * random.nextDouble());

            Fit<BgNbd> fit = BgNbdFit.of(Customers.of(x, last, age));

            assertThat(fit.model() != null).as(fit.toString()).isEqualTo(fit.converged());
            if (fit.converged()) {
                converged++;
                BgNbd model = fit.model();
                assertThat(Math.max(Math.max(model.r(), model.alpha()), Math.max(model.a(), model.b())))
                        .isLessThanOrEqualTo(1e4);
                assertThat(model.expectedRepeats(52)).as(fit.toString()).isFinite();
            }
        }
        assertThat(converged).isBetween(1, 299);
    }

    private static Customers alike(int people, int x, double tx, double T) {
        int[] xs = new int[people];
        double[] last = new double[people];
        double[] age = new double[people];
        Arrays.fill(xs, x);
        Arrays.fill(last, tx);
        Arrays.fill(age, T);
        return Customers.of(xs, last, age);
    }
}
