package io.flywheel.api.winback;

/**
 * What is told of a group's amounts.
 *
 * @param size how many there are
 * @param mean 0 of none
 * @param variance with size - 1 below the line; 0 of fewer than two
 */
public record Sample(long size, double mean, double variance) {
    public static Sample of(double... amounts) {
        double mean = 0;
        double squares = 0;
        int size = 0;
        // Welford's way, which loses no digits where amounts are large and close to each other.
        for (double amount : amounts) {
            size++;
            double before = amount - mean;
            mean += before / size;
            squares += before * (amount - mean);
        }
        return new Sample(size, mean, size < 2 ? 0 : squares / (size - 1));
    }

    /** How uncertain the mean is, squared. */
    double squaredError() {
        return variance / size;
    }
}
