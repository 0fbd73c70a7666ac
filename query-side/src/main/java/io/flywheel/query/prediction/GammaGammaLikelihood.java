package io.flywheel.query.prediction;

import org.hipparchus.special.Gamma;

/** The log-likelihood of a population under Gamma-Gamma and its gradient; a row costs one logarithm. */
record GammaGammaLikelihood(Spends spends) implements Objective {
    @Override
    public double[] at(double... parameters) {
        double p = parameters[0];
        double q = parameters[1];
        double gamma = parameters[2];
        double[] rows = FixedOrder.sum(spends.rows(), 4, (from, to, sums) -> {
            for (int row = from; row < to; row++) {
                int people = spends.rowPeople[row];
                int x = spends.xs[spends.rowX[row]];
                double total = gamma + x * spends.rowMean[row];
                double log = people * StrictMath.log(total);
                sums[0] += log;
                sums[1] += x * log;
                sums[2] += people / total;
                sums[3] += people * x / total;
            }
        });
        double people = spends.people();
        double value = people * (q * StrictMath.log(gamma) - Gamma.logGamma(q)) - q * rows[0] - p * rows[1];
        double byP = -rows[1];
        double byQ = people * (StrictMath.log(gamma) - Digamma.at(q)) - rows[0];
        double byGamma = people * q / gamma - q * rows[2] - p * rows[3];
        for (int i = 0; i < spends.xs.length; i++) {
            int x = spends.xs[i];
            long count = spends.peopleByX[i];
            double logs = spends.logsByX[i];
            double lnX = StrictMath.log(x);
            double slope = Digamma.at(p * x + q);
            value += count * (Gamma.logGamma(p * x + q) - Gamma.logGamma(p * x) + p * x * lnX) + (p * x - 1) * logs;
            byP += count * x * (slope - Digamma.at(p * x) + lnX) + x * logs;
            byQ += count * slope;
        }
        return new double[] {value, byP, byQ, byGamma};
    }
}
