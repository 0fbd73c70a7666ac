package io.flywheel.query.prediction;

/**
 * The derivative of the logarithm of the gamma function, to all the digits of a double: the one of Hipparchus has nine,
 * too few for a slope that should be zero at the top.
 */
final class Digamma {
    private static final double LARGE = 12;

    private Digamma() {}

    /** Abramowitz and Stegun, 6.3.5 and 6.3.18. */
    static double at(double positive) {
        double x = positive;
        double small = 0;
        while (x < LARGE) {
            small += 1 / x;
            x++;
        }
        double s = 1 / (x * x);
        double series = s
                * (1 / 12.0 - s * (1 / 120.0 - s * (1 / 252.0 - s * (1 / 240.0 - s * (1 / 132.0 - s * 691 / 32760)))));
        return StrictMath.log(x) - 0.5 / x - series - small;
    }
}
