package io.flywheel.query.prediction;

/**
 * How many purchases a customer who is alive makes until she drops out or time is up. The number n she would make
 * without dropping out is negative binomial, with shape r+x and z = t/(alpha+T+t); she survives k of them with chance
 * (b)_k/(a+b)_k. The expectation is a sum of positive terms only: nothing cancels, and a = 1 is no special case as it is
 * in the closed form with 2F1 (Fader, Hardie and Lee 2005, equation 10), which is the same number.
 */
final class Purchases {
    /** Chances far below this one are counted in powers of it, so that they do not vanish. */
    private static final double TINY = 0x1p-512;

    private static final double LN_TINY = -512 * 0.6931471805599453;
    private static final double ENOUGH = 1e-17;
    private static final double MOST_TERMS = 1e9;

    private Purchases() {}

    /**
     * @param shape r + x
     * @param odds t/(alpha+T), so that z = odds/(1+odds)
     * @param a of the chance to drop out, Beta(a, b)
     * @param b the same; b + x for somebody with x repeats
     * @throws IllegalArgumentException if t is so far away that adding up would take longer than anybody waits
     */
    static double expected(double shape, double odds, double a, double b) {
        if (!(odds >= 0 && (shape + 40) * odds < MOST_TERMS)) {
            throw new IllegalArgumentException("time to look ahead is negative or too long: " + odds + " (alpha + T)");
        }
        double z = odds / (1 + odds);
        double lnNone = -shape * StrictMath.log1p(odds);
        int scale = (int) (lnNone / LN_TINY);
        double chance = StrictMath.exp(lnNone - scale * LN_TINY);
        double survives = 1;
        double made = 0;
        double sum = 0;
        for (long n = 1; ; n++) {
            chance *= z * (shape + n - 1) / n;
            made += survives;
            survives *= (b + n - 1) / (a + b + n - 1);
            if (scale > 0) {
                if (chance > 1) {
                    chance *= TINY;
                    scale--;
                }
                continue;
            }
            double term = chance * made;
            sum += term;
            double next = z * (shape + n) / n;
            if (next < 1 && term * next <= ENOUGH * sum * (1 - next)) {
                return sum;
            }
        }
    }
}
