package io.flywheel.api.winback;

/**
 * The difference of two independent shares with its interval: the hybrid score interval, which keeps within -1 to 1 and
 * holds for small groups and for shares of 0 and 1. R. G. Newcombe, Interval estimation for the difference between
 * independent proportions: comparison of eleven methods, Statistics in Medicine 17 (1998) 873-890, method 10.
 */
public final class Newcombe {
    /** As answers name it. */
    public static final String METHOD = "hybrid score interval without continuity correction, 95 %";

    public static final String SOURCE = "Newcombe 1998, Statistics in Medicine 17:873-890, method 10";

    private Newcombe() {}

    /**
     * How far the first share is above the second.
     *
     * @param of how many the group has, at least one
     */
    public static Difference difference(long happened, long of, long otherHappened, long otherOf) {
        Wilson one = Wilson.of(happened, of);
        Wilson other = Wilson.of(otherHappened, otherOf);
        double value = one.share() - other.share();
        return new Difference(
                value,
                value - Math.hypot(one.share() - one.low(), other.high() - other.share()),
                value + Math.hypot(one.high() - one.share(), other.share() - other.low()));
    }
}
