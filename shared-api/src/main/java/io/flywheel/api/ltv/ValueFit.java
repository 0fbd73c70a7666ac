package io.flywheel.api.ltv;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was fitted to people's purchases: BG/NBD for how often they buy (Fader, Hardie and Lee 2005), Gamma-Gamma for how
 * much they spend (Fader and Hardie 2013).
 *
 * @param until purchases before this instant were fitted to, UTC
 * @param zone in which purchase days are counted
 * @param currency of the purchases
 * @param holdout how well it met what happened after {@code until}; none if that was not looked at
 */
public record ValueFit(
        Instant until,
        String zone,
        String currency,
        Buying buying,
        Spending spending,
        @Nullable Holdout holdout) {
    /**
     * @param alpha in weeks
     * @param people it was fitted to
     */
    public record Buying(double r, double alpha, double a, double b, double logLikelihood, long people) {}

    /**
     * @param gamma in the currency
     * @param people with a repeat purchase that cost something, whom it was fitted to
     */
    public record Spending(double p, double q, double gamma, double logLikelihood, long people) {}

    /**
     * Purchases expected and made in the days after {@code until}.
     *
     * @param actual days with a purchase, of all people together
     * @param mae mean absolute error, over people
     * @param correlation Pearson's, over people; none where all are equal
     */
    public record Holdout(
            int days,
            double expected,
            long actual,
            double mae,
            @Nullable Double correlation) {}
}
