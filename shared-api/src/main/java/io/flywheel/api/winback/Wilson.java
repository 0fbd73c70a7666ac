package io.flywheel.api.winback;

/**
 * The bounds of a share with 95 % confidence: the score interval without continuity correction. E. B. Wilson, Probable
 * Inference, the Law of Succession, and Statistical Inference, JASA 22 (1927) 209-212.
 *
 * @param share as observed
 */
record Wilson(double share, double low, double high) {
    /** The standard normal deviate that 2.5 % lie above. */
    private static final double Z = 1.959963984540054;

    /** @param of how many there are, at least one */
    static Wilson of(long happened, long of) {
        if (of < 1 || happened < 0 || happened > of) {
            throw new IllegalArgumentException(happened + " of " + of + " is no share");
        }
        double share = (double) happened / of;
        double middle = 2.0 * happened + Z * Z;
        double reach = Z * Math.sqrt(Z * Z + 4.0 * happened * (1 - share));
        double scale = 2 * (of + Z * Z);
        // At the ends the bound is the end itself, which rounding would miss.
        return new Wilson(
                share, happened == 0 ? 0 : (middle - reach) / scale, happened == of ? 1 : (middle + reach) / scale);
    }
}
