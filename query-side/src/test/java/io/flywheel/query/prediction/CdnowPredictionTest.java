package io.flywheel.query.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.flywheel.query.prediction.CdnowPeople.Person;
import io.flywheel.query.prediction.KnownAnswers.Line;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Fits and predictions for a whole published shop against figures computed by others. */
class CdnowPredictionTest {
    private static final BgNbd BUYING = Published.BUYING;
    private static final GammaGamma SPENDING = Published.SPENDING;

    private static CdnowPeople cdnow;
    private static JsonNode summary;

    @BeforeAll
    static void read() {
        cdnow = CdnowPeople.read();
        summary = KnownAnswers.json("cdnow_sample_model_summary.json");
    }

    @Test
    void everybody_is_met_one_by_one() {
        List<Line> lines = KnownAnswers.table("cdnow_sample_bgnbd_gg_per_customer.csv");
        LifetimeValue value = LifetimeValue.ofTwelveMonths(BUYING, SPENDING);

        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            Person person = cdnow.people().get(i);
            Customer customer = person.customer();
            double repeats = BUYING.expectedRepeats(customer, 39);
            double spend = SPENDING.expectedSpend(person.spend());
            assertThat(person.id()).isEqualTo(line.whole("customer_id"));
            isPrinted(BUYING.pAlive(customer), line, "p_alive");
            isPrinted(repeats, line, "exp_txn_39w");
            isPrinted(spend, line, "exp_spend_per_txn");
            isPrinted(value.of(customer, person.spend()), line, "clv_12m_1pct_month");
            isPrinted(repeats * spend, line, "exp_value_39w");
        }
        assertThat(lines).hasSize(2357);
    }

    /** Nine decimals are printed. */
    private static void isPrinted(double figure, Line line, String column) {
        double printed = line.number(column);
        assertThat(figure).as("%s of %s", column, line).isCloseTo(printed, within(5.1e-10 + 1e-10 * Math.abs(printed)));
    }

    @Test
    void people_together_are_met() {
        LifetimeValue value = LifetimeValue.ofTwelveMonths(BUYING, SPENDING);
        double alive = 0;
        double worth = 0;
        for (Person person : cdnow.people()) {
            alive += BUYING.pAlive(person.customer());
            worth += value.of(person.customer(), person.spend());
        }

        assertThat(alive).isCloseTo(number("/sum_p_alive_pub"), withinPercentage(1e-6));
        assertThat(worth).isCloseTo(number("/sum_clv"), withinPercentage(1e-6));
        assertThat(SPENDING.expectedSpend()).isCloseTo(number("/gg_population_mean"), withinPercentage(1e-10));
        assertThat(BUYING.logLikelihood(cdnow.customers()))
                .isCloseTo(number("/LL_at_published_bgnbd_params"), within(1e-6));
    }

    @Test
    void every_week_is_met() {
        List<Line> lines = KnownAnswers.table("cdnow_sample_weekly_tracking.csv");
        double[] expected = Tracking.expectedRepeats(BUYING, cdnow.newcomers(), 78 * 7);

        for (Line line : lines) {
            int day = (int) ChronoUnit.DAYS.between(CdnowPeople.FIRST_DAY, LocalDate.parse(line.text("week_end")));
            assertThat(expected[day])
                    .as("%s", line)
                    .isCloseTo(line.number("bgnbd_expected_cum_repeat"), within(5.1e-7));
        }
        assertThat(lines).hasSize(78);
    }

    @Test
    void buying_is_fitted_as_others_fit_it() {
        Fit<BgNbd> fit = BgNbdFit.of(cdnow.customers());

        assertThat(fit.converged()).as(fit.detail()).isTrue();
        assertThat(fit.people()).isEqualTo(2357);
        assertThat(fit.logLikelihood()).isCloseTo(number("/fits/bgnbd/LL"), within(1e-6));
        assertThat(fit.model().r()).isCloseTo(number("/fits/bgnbd/r"), withinPercentage(5e-3));
        assertThat(fit.model().alpha()).isCloseTo(number("/fits/bgnbd/alpha"), withinPercentage(5e-3));
        assertThat(fit.model().a()).isCloseTo(number("/fits/bgnbd/a"), withinPercentage(5e-3));
        assertThat(fit.model().b()).isCloseTo(number("/fits/bgnbd/b"), withinPercentage(5e-3));
        assertThat(BUYING.logLikelihood(cdnow.customers())).isLessThan(fit.logLikelihood());
    }

    @Test
    void spending_is_fitted_as_others_fit_it() {
        Fit<GammaGamma> fit = GammaGammaFit.of(cdnow.spends());

        assertThat(fit.converged()).as(fit.detail()).isTrue();
        assertThat(fit.people()).isEqualTo(946);
        assertThat(fit.logLikelihood()).isCloseTo(number("/fits/gamma_gamma/LL"), within(1e-6));
        assertThat(fit.model().p()).isCloseTo(number("/fits/gamma_gamma/p"), withinPercentage(5e-3));
        assertThat(fit.model().q()).isCloseTo(number("/fits/gamma_gamma/q"), withinPercentage(5e-3));
        assertThat(fit.model().gamma()).isCloseTo(number("/fits/gamma_gamma/gamma"), withinPercentage(5e-3));
    }

    @Test
    void what_came_later_is_foretold_as_well_as_others_foretell_it() {
        double[] expected = cdnow.people().stream()
                .mapToDouble(each -> BUYING.expectedRepeats(each.customer(), 39))
                .toArray();
        double[] actual = cdnow.people().stream().mapToDouble(Person::laterDays).toArray();

        HoldoutCheck check = HoldoutCheck.of(expected, actual);

        assertThat(check.people()).isEqualTo(2357);
        assertThat(check.actualSum()).isEqualTo(number("/holdout_39w/sum_actual"));
        assertThat(check.expectedSum()).isCloseTo(number("/holdout_39w/sum_expected_pub"), withinPercentage(1e-7));
        assertThat(check.relativeError()).isCloseTo(number("/holdout_39w/pct_error"), within(1e-9));
        assertThat(check.meanAbsoluteError()).isCloseTo(number("/holdout_39w/mae"), within(1e-9));
        assertThat(check.rootMeanSquareError()).isCloseTo(number("/holdout_39w/rmse"), within(1e-9));
        assertThat(check.correlation()).isCloseTo(number("/holdout_39w/corr"), within(1e-9));
    }

    private static double number(String pointer) {
        return summary.at(pointer).asDouble();
    }
}
