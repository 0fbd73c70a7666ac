package io.flywheel.api.winback;

/**
 * What is told of a group's amounts.
 *
 * @param size how many there are
 * @param mean 0 of none
 * @param variance with size - 1 below the line; 0 of fewer than two
 */
public record Sample(long size, double mean, double variance) {
    public static final Sample NONE = new Sample(0, 0, 0);

    public static Sample of(double... amounts) {
        Sample sample = NONE;
        for (double amount : amounts) {
            sample = sample.with(amount);
        }
        return sample;
    }

    /** With one more, in Welford's way: no digits are lost where amounts are large and close to each other. */
    public Sample with(double amount) {
        double before = amount - mean;
        double after = mean + before / (size + 1);
        double squares = size < 1 ? 0 : variance * (size - 1) + before * (amount - after);
        return new Sample(size + 1, after, size < 1 ? 0 : squares / size);
    }

    /** How uncertain the mean is, squared. */
    double squaredError() {
        return variance / size;
    }
}
