package io.flywheel.query.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifetimeValueTest {
    private static final Customer ONE = new Customer(2, 213 / 7.0, 272 / 7.0);
    private static final Spend HERS = new Spend(2, 22.345);

    /** Customers 1, 2 and 3 of the CDNOW sample, computed apart with scipy; 272 days were observed. */
    @ParameterizedTest
    @CsvSource({"2, 213, 22.345, 36.285701555", "1, 12, 11.77, 4.641030867", "0, 0, 0, 8.369491263"})
    void a_year_is_worth_what_others_say(int x, int lastDay, double mx, double value) {
        LifetimeValue year = LifetimeValue.ofTwelveMonths(Published.BUYING, Published.SPENDING);

        assertThat(year.of(new Customer(x, lastDay / 7.0, 272 / 7.0), new Spend(x, mx)))
                .isCloseTo(value, within(1e-8));
    }

    @Test
    void without_discount_it_is_repeats_times_spend() {
        LifetimeValue plain = new LifetimeValue(Published.BUYING, Published.SPENDING, 3, 0, 13);

        assertThat(plain.of(ONE, HERS))
                .isCloseTo(
                        Published.BUYING.expectedRepeats(ONE, 39) * Published.SPENDING.expectedSpend(HERS),
                        withinPercentage(1e-10));
    }

    @Test
    void impossible_horizons_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> years(0, 0.01, 4.345));
        assertThatIllegalArgumentException().isThrownBy(() -> years(12, -0.01, 4.345));
        assertThatIllegalArgumentException().isThrownBy(() -> years(12, 0.01, 0));
    }

    private static LifetimeValue years(int months, double discount, double weeks) {
        return new LifetimeValue(Published.BUYING, Published.SPENDING, months, discount, weeks);
    }
}
