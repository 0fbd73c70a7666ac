package io.flywheel.query.prediction;

/**
 * The log-likelihood of a population under BG/NBD and its gradient. What depends on x alone is worked out once for each
 * x, logarithms once for each time; a row then costs one exponential and one logarithm.
 */
record BgNbdLikelihood(Customers customers) implements Objective {
    private static final int SUMS = 8;

    @Override
    public double[] at(double... parameters) {
        double r = parameters[0];
        double alpha = parameters[1];
        double a = parameters[2];
        double b = parameters[3];
        double[] rows = overRows(r, alpha, a, b);
        double people = customers.people();
        double value = rows[0] - rows[1] + people * r * StrictMath.log(alpha);
        double byR = people * StrictMath.log(alpha) - rows[2] + rows[3];
        double byAlpha = people * r / alpha - rows[4] + rows[5];
        double byA = rows[6] / a;
        double byB = -rows[7];
        Climb inR = new Climb(r);
        Climb inB = new Climb(b);
        Climb inSum = new Climb(a + b);
        for (int i = 0; i < customers.xs.length; i++) {
            int x = customers.xs[i];
            long count = customers.peopleByX[i];
            inR.to(x);
            inB.to(x);
            inSum.to(x);
            value += count * (inR.log + inB.log - inSum.log);
            byR += count * inR.slope;
            byA -= count * inSum.slope;
            byB += count * (inB.slope - inSum.slope);
        }
        return new double[] {value, byR, byAlpha, byA, byB};
    }

    private double[] overRows(double r, double alpha, double a, double b) {
        double[] times = customers.times;
        double[] log = new double[times.length];
        // no sums here, only all cores
        FixedOrder.sum(times.length, 0, (from, to, none) -> {
            for (int i = from; i < to; i++) {
                log[i] = StrictMath.log(alpha + times[i]);
            }
        });
        double[] lnDropout = new double[customers.xs.length];
        for (int i = 0; i < lnDropout.length; i++) {
            lnDropout[i] = customers.xs[i] == 0
                    ? Double.NEGATIVE_INFINITY
                    : StrictMath.log(a) - StrictMath.log(b + customers.xs[i] - 1);
        }
        return FixedOrder.sum(customers.rows(), SUMS, (from, to, sums) -> {
            for (int row = from; row < to; row++) {
                int group = customers.rowX[row];
                int x = customers.xs[group];
                int people = customers.rowPeople[row];
                double shape = people * (r + x);
                double lnAge = log[customers.rowAge[row]];
                double perAge = 1 / (alpha + times[customers.rowAge[row]]);
                sums[1] += shape * lnAge;
                sums[2] += people * lnAge;
                sums[4] += shape * perAge;
                if (x > 0) {
                    double lnSilence = lnAge - log[customers.rowLast[row]];
                    double odds = lnDropout[group] + (r + x) * lnSilence;
                    double small = StrictMath.exp(-Math.abs(odds));
                    double left = people * (odds > 0 ? 1 / (1 + small) : small / (1 + small));
                    sums[0] += people * (Math.max(odds, 0) + StrictMath.log1p(small));
                    sums[3] += left * lnSilence;
                    sums[5] += left * (r + x) * (perAge - 1 / (alpha + times[customers.rowLast[row]]));
                    sums[6] += left;
                    sums[7] += left / (b + x - 1);
                }
            }
        });
    }

    /** The logarithm of a rising factorial and its slope, for ascending x. */
    private static final class Climb {
        private final double from;
        private int x;
        double log;
        double slope;

        Climb(double from) {
            this.from = from;
        }

        void to(int next) {
            log += Rising.log(from + x, next - x);
            slope += Rising.slope(from + x, next - x);
            x = next;
        }
    }
}
