package io.flywheel.query.prediction;

import java.util.Arrays;

/**
 * A population for BG/NBD: one row with a count for all people who are equal in (x, t_x, T). Its rows are sorted, so the
 * order in which people are given changes nothing, not even the last bit of a sum.
 */
public final class Customers {
    /** Distinct values of t_x and T, in weeks. */
    final double[] times;
    /** Distinct values of x, ascending, and how many people have each. */
    final int[] xs;

    final long[] peopleByX;
    /** Per row: positions in {@link #xs} and {@link #times}, and the number of people. */
    final int[] rowX;

    final int[] rowLast;
    final int[] rowAge;
    final int[] rowPeople;
    private final long people;
    private final double weeks;

    private Customers(double[] times, int[] xs, long[] keys, int[] starts) {
        this.times = times;
        this.xs = xs;
        int bits = Collapse.bits(times.length);
        long mask = (1L << bits) - 1;
        int rows = starts.length - 1;
        rowX = new int[rows];
        rowLast = new int[rows];
        rowAge = new int[rows];
        rowPeople = new int[rows];
        peopleByX = new long[xs.length];
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            long key = keys[starts[row]];
            rowX[row] = (int) (key >>> 2 * bits);
            rowAge[row] = (int) (key >>> bits & mask);
            rowLast[row] = (int) (key & mask);
            rowPeople[row] = starts[row + 1] - starts[row];
            peopleByX[rowX[row]] += rowPeople[row];
            sum += rowPeople[row] * times[rowAge[row]];
        }
        people = keys.length;
        weeks = sum;
    }

    /**
     * One element of each array per person; units and limits as in {@link Customer}.
     *
     * @throws IllegalArgumentException if the lengths differ or a row breaks a limit
     */
    public static Customers of(int[] x, double[] tx, double[] T) {
        if (x.length != tx.length || x.length != T.length) {
            throw new IllegalArgumentException("lengths differ: " + x.length + ", " + tx.length + ", " + T.length);
        }
        double[] last = new double[x.length];
        double[] age = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            Customer customer = new Customer(x[i], tx[i], T[i]);
            last[i] = customer.tx() + 0.0;
            age[i] = customer.T() + 0.0;
        }
        double[] times = Collapse.distinct(joined(Collapse.distinct(last), Collapse.distinct(age)));
        int[] xs = Collapse.distinct(x);
        int bits = Collapse.bits(times.length);
        if (2 * bits + Collapse.bits(xs.length) > 63) {
            throw new IllegalArgumentException(times.length + " distinct times are too many: round them to days");
        }
        long[] keys = new long[x.length];
        for (int i = 0; i < x.length; i++) {
            keys[i] = (long) Arrays.binarySearch(xs, x[i]) << 2 * bits
                    | (long) Arrays.binarySearch(times, age[i]) << bits
                    | Arrays.binarySearch(times, last[i]);
        }
        int[] starts = Collapse.sortIntoRuns(keys);
        return new Customers(times, xs, keys, starts);
    }

    public long people() {
        return people;
    }

    /** Distinct (x, t_x, T). */
    public int rows() {
        return rowX.length;
    }

    /** Repeat transactions of everybody together. */
    public long repeats() {
        long sum = 0;
        for (int i = 0; i < xs.length; i++) {
            sum += peopleByX[i] * xs[i];
        }
        return sum;
    }

    /** Weeks of observation of everybody together. */
    double weeks() {
        return weeks;
    }

    private static double[] joined(double[] one, double[] other) {
        double[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
