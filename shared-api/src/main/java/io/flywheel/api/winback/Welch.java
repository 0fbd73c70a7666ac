package io.flywheel.api.winback;

import java.util.Optional;

/**
 * The difference of two means with its interval, where the groups' variances need not be equal. B. L. Welch, The
 * generalization of “Student's” problem when several different population variances are involved, Biometrika 34 (1947)
 * 28-35; degrees of freedom after F. E. Satterthwaite, Biometrics Bulletin 2 (1946) 110-114.
 */
public final class Welch {
    /** As answers name it. */
    public static final String METHOD = "t interval for unequal variances, 95 %";

    public static final String SOURCE = "Welch 1947, Biometrika 34:28-35";
    private static final double UPPER = 0.975;

    private Welch() {}

    /** How far the first mean is above the second; none where a group has fewer than two, or no amount differs. */
    public static Optional<Difference> difference(Sample one, Sample other) {
        if (one.size() < 2 || other.size() < 2) {
            return Optional.empty();
        }
        double squared = one.squaredError() + other.squaredError();
        if (!(squared > 0)) {
            return Optional.empty();
        }
        double value = one.mean() - other.mean();
        double reach = StudentT.quantile(UPPER, degreesOfFreedom(one, other)) * Math.sqrt(squared);
        return Optional.of(new Difference(value, value - reach, value + reach));
    }

    static double degreesOfFreedom(Sample one, Sample other) {
        double share = one.squaredError() / (one.squaredError() + other.squaredError());
        return 1 / (share * share / (one.size() - 1) + (1 - share) * (1 - share) / (other.size() - 1));
    }
}
