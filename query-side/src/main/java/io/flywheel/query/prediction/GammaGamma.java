package io.flywheel.query.prediction;

import org.hipparchus.special.Gamma;

/**
 * What people spend per transaction: the Gamma-Gamma model. A person's transactions vary around her own mean with shape
 * p, and people's means vary with q and gamma; how much is independent of how often.
 *
 * <p>Source: Fader and Hardie, The Gamma-Gamma Model of Monetary Value, note 025, 2013.
 *
 * @param gamma in the currency of the spend
 */
public record GammaGamma(double p, double q, double gamma) {
    public GammaGamma {
        if (!(p > 0 && q > 0 && gamma > 0) || !Double.isFinite(p + q + gamma)) {
            throw new IllegalArgumentException("p, q and gamma have to be positive and finite");
        }
    }

    /** @throws IllegalArgumentException if the person has no repeat transactions or only free ones */
    public double logLikelihood(Spend spend) {
        if (spend.x() == 0 || spend.mx() == 0) {
            throw new IllegalArgumentException("likelihoods need x > 0 and mx > 0");
        }
        double shape = p * spend.x();
        double total = gamma + spend.x() * spend.mx();
        return Gamma.logGamma(shape + q)
                - Gamma.logGamma(shape)
                - Gamma.logGamma(q)
                + q * StrictMath.log(gamma / total)
                + shape * StrictMath.log(spend.x() * spend.mx() / total)
                - StrictMath.log(spend.mx());
    }

    public double logLikelihood(Spends spends) {
        return new GammaGammaLikelihood(spends).at(p, q, gamma)[0];
    }

    /** E[M]: the mean value of a transaction of somebody unknown; infinite unless q is above 1. */
    public double expectedSpend() {
        return q > 1 ? p * gamma / (q - 1) : Double.POSITIVE_INFINITY;
    }

    /** E[M | x, m_x]: her own mean, drawn towards everybody's the fewer transactions she has. */
    public double expectedSpend(Spend spend) {
        if (spend.x() == 0) {
            return expectedSpend();
        }
        double weight = p * spend.x() + q - 1;
        return weight > 0 ? p * (gamma + spend.x() * spend.mx()) / weight : Double.POSITIVE_INFINITY;
    }
}
