package io.flywheel.query.prediction;

import org.hipparchus.special.Gamma;

/** The rising factorial c (c+1) ... (c+n-1), which is what quotients of gamma functions are when n is whole. */
final class Rising {
    /** Below this many factors their plain sum is as fast as the gamma function, and loses no digits. */
    private static final int FEW = 64;

    private Rising() {}

    static double log(double c, int n) {
        if (n > FEW) {
            return Gamma.logGamma(c + n) - Gamma.logGamma(c);
        }
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += StrictMath.log(c + k);
        }
        return sum;
    }

    /** The derivative of {@link #log} by c. */
    static double slope(double c, int n) {
        if (n > FEW) {
            return Digamma.at(c + n) - Digamma.at(c);
        }
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += 1 / (c + k);
        }
        return sum;
    }
}
