package io.flywheel.query.prediction;

import org.hipparchus.special.Beta;

/**
 * How often people buy and when they stop: the BG/NBD model. While alive a person buys at a rate from Gamma(r, alpha),
 * and after each purchase drops out with a chance from Beta(a, b). Times are weeks.
 *
 * <p>Source: Fader, Hardie and Lee, "Counting Your Customers" the Easy Way, Marketing Science 24(2), 2005.
 */
public record BgNbd(double r, double alpha, double a, double b) {
    public BgNbd {
        if (!(r > 0 && alpha > 0 && a > 0 && b > 0) || !Double.isFinite(r + alpha + a + b)) {
            throw new IllegalArgumentException("r, alpha, a and b have to be positive and finite");
        }
    }

    public double logLikelihood(Customer customer) {
        int x = customer.x();
        double shared = Rising.log(r, x)
                + Rising.log(b, x)
                - Rising.log(a + b, x)
                - x * StrictMath.log(alpha + customer.T())
                - r * StrictMath.log1p(customer.T() / alpha);
        return x == 0 ? shared : shared + logOfOnePlusExp(logOddsOfHavingLeft(customer));
    }

    public double logLikelihood(Customers customers) {
        return new BgNbdLikelihood(customers).at(r, alpha, a, b)[0];
    }

    /** P(alive): the chance that a person has not dropped out at the end of her observation; 1 without repeats. */
    public double pAlive(Customer customer) {
        return StrictMath.exp(logPAlive(customer));
    }

    /** Its logarithm, which says something where the chance itself is below what a double can hold. */
    double logPAlive(Customer customer) {
        return customer.x() == 0 ? 0 : -logOfOnePlusExp(logOddsOfHavingLeft(customer));
    }

    /**
     * E[Y(t) | x, t_x, T]: repeat transactions expected in the weeks after the end of observation. Time grows with the
     * number of purchases that the person would make if she stayed.
     *
     * @throws IllegalArgumentException if weeks are negative, or some ten million times alpha + T
     */
    public double expectedRepeats(Customer customer, double weeks) {
        return pAlive(customer) * expectedWhileAlive(customer, weeks);
    }

    double expectedWhileAlive(Customer customer, double weeks) {
        int x = customer.x();
        return Purchases.expected(r + x, weeks / (alpha + customer.T()), a, b + x);
    }

    /** E[X(t)]: repeat transactions expected of somebody in the weeks after her first purchase. */
    public double expectedRepeats(double weeks) {
        return Purchases.expected(r, weeks / alpha, a, b);
    }

    /** P(X(t) = x): the chance of so many repeat transactions in the weeks after the first purchase. */
    public double probabilityOf(int x, double weeks) {
        if (x < 0 || !(weeks >= 0) || !Double.isFinite(weeks)) {
            throw new IllegalArgumentException("need x >= 0 and weeks >= 0, not x=" + x + ", weeks=" + weeks);
        }
        double odds = weeks / alpha;
        double lnNone = -r * StrictMath.log1p(odds);
        if (x == 0) {
            return StrictMath.exp(lnNone);
        }
        if (weeks == 0) {
            return 0;
        }
        double z = odds / (1 + odds);
        double lnSurvives = Rising.log(b, x) - Rising.log(a + b, x);
        double lnExactly = lnNone + Rising.log(r, x) - Rising.log(1, x) + x * StrictMath.log(z);
        double lnLeavesAtX = lnSurvives + StrictMath.log(a) - StrictMath.log(b + x - 1);
        return StrictMath.exp(lnSurvives + lnExactly) + StrictMath.exp(lnLeavesAtX) * Beta.regularizedBeta(z, x, r);
    }

    private double logOddsOfHavingLeft(Customer customer) {
        double silence = (customer.T() - customer.tx()) / (alpha + customer.tx());
        return StrictMath.log(a)
                - StrictMath.log(b + customer.x() - 1)
                + (r + customer.x()) * StrictMath.log1p(silence);
    }

    private static double logOfOnePlusExp(double value) {
        return Math.max(value, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(value)));
    }
}
