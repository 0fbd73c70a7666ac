package io.flywheel.query.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BgNbdTest {
    private static final BgNbd MODEL = Published.BUYING;
    /** Fader, Hardie and Lee 2005 before rounding, as the test suite of CLVTools 0.12.1 prints it. */
    private static final BgNbd UNROUNDED = new BgNbd(0.2425945, 4.4136019, 0.7929199, 2.4258881);

    /** The spreadsheet that Hardie published with the paper. */
    @Test
    void customer_one_is_expected_to_buy_once_or_twice_in_39_weeks() {
        Customer one = new Customer(2, 30.43, 38.86);

        assertThat(MODEL.expectedRepeats(one, 39)).isCloseTo(1.226, within(0.0005));
        assertThat(MODEL.pAlive(one)).isCloseTo(0.7266, within(0.00005));
    }

    /** The same spreadsheet; its figures have four decimals. */
    @ParameterizedTest
    @CsvSource({"0.1429, 0.0078", "1, 0.0532", "3, 0.1506", "31.8571, 1.0405", "32, 1.0437"})
    void a_newcomer_is_expected_to_buy_as_published(double weeks, double repeats) {
        assertThat(UNROUNDED.expectedRepeats(weeks)).isCloseTo(repeats, within(0.00006));
    }

    /** The manual of the R package BTYD, bgnbd.pmf. */
    @ParameterizedTest
    @CsvSource({
        "2, 10, 1.07869e-07", "39, 0, 0.5737864", "30, 11, 0.0019995214", "30, 12, 0.0015170236",
        "30, 13, 0.0011633150", "30, 14, 0.0009003148", "30, 15, 0.0007023638", "30, 16, 0.0005517902",
        "30, 17, 0.0004361913", "30, 18, 0.0003467171", "30, 19, 0.0002769613", "30, 20, 0.0002222260"
    })
    void so_many_purchases_have_the_published_chance(double weeks, int x, double chance) {
        assertThat(MODEL.probabilityOf(x, weeks)).isCloseTo(chance, withinPercentage(1e-4));
    }

    /** Fader and Hardie, note 027: naive formulas overflow at the second. */
    @ParameterizedTest
    @CsvSource({"0, 0, 40, -0.59947382", "200, 38, 40, 100.7957"})
    void many_purchases_do_not_overflow(int x, double tx, double T, double logLikelihood) {
        BgNbd model = new BgNbd(0.25, 4, 0.8, 2.5);

        assertThat(model.logLikelihood(new Customer(x, tx, T))).isCloseTo(logLikelihood, within(0.00005));
    }

    @Test
    void somebody_without_repeats_is_alive() {
        assertThat(MODEL.pAlive(new Customer(0, 0, 1_000_000))).isEqualTo(1);
        assertThat(MODEL.expectedRepeats(new Customer(0, 0, 1_000_000), 52)).isBetween(0.0, 1e-4);
    }

    /** Two hundred purchases and silence since: it is not their number that says so. */
    @Test
    void after_a_million_weeks_of_silence_nobody_is_alive() {
        Customer gone = new Customer(200, 38, 1_000_000);

        assertThat(MODEL.pAlive(gone)).isZero();
        assertThat(MODEL.logPAlive(gone)).isCloseTo(-2010.516473845, within(1e-9));
        assertThat(MODEL.expectedRepeats(gone, 39)).isZero();
        assertThat(MODEL.logLikelihood(gone)).isFinite();
    }

    @Test
    void a_million_weeks_ahead_are_still_a_number() {
        double repeats = MODEL.expectedRepeats(new Customer(2, 30.43, 38.86), 1_000_000);

        assertThat(repeats)
                .isGreaterThan(MODEL.expectedRepeats(new Customer(2, 30.43, 38.86), 10_000))
                .isFinite();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.expectedRepeats(new Customer(0, 0, 0), 1e12))
                .withMessageContaining("too long");
    }

    @Test
    void expectation_is_the_mean_of_the_chances() {
        double mean = 0;
        double all = 0;
        for (int x = 0; x < 3000; x++) {
            double chance = MODEL.probabilityOf(x, 39);
            mean += x * chance;
            all += chance;
        }

        assertThat(all).isCloseTo(1, within(1e-9));
        assertThat(mean).isCloseTo(MODEL.expectedRepeats(39), within(1e-9));
    }

    @Test
    void a_newcomer_who_has_not_been_watched_is_anybody() {
        assertThat(MODEL.expectedRepeats(new Customer(0, 0, 0), 39)).isEqualTo(MODEL.expectedRepeats(39));
        assertThat(MODEL.expectedRepeats(0)).isZero();
        assertThat(MODEL.probabilityOf(0, 0)).isEqualTo(1);
        assertThat(MODEL.probabilityOf(3, 0)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 1", "1, 2, 1", "1, -1, 1", "1, NaN, 2", "1, 1, Infinity", "0, 0, NaN"})
    void impossible_people_are_refused(int x, double tx, double T) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Customer(x, tx, T));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1, 1", "1, -1, 1, 1", "1, 1, NaN, 1", "1, 1, 1, Infinity"})
    void impossible_parameters_are_refused(double r, double alpha, double a, double b) {
        assertThatIllegalArgumentException().isThrownBy(() -> new BgNbd(r, alpha, a, b));
    }

    @Test
    void time_does_not_run_backwards() {
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.expectedRepeats(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.probabilityOf(1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.expectedRepeats(new Customer(0, 0, 1), Double.NaN));
    }
}
