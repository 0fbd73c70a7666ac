package io.flywheel.query.prediction;

import java.util.Arrays;

/**
 * A population for Gamma-Gamma: equal (x, m_x) are one row with a count. Who has no repeat transactions, or only free
 * ones, says nothing about spend and is left out. Its rows are sorted, as in {@link Customers}.
 */
public final class Spends {
    /** Distinct values of x, ascending; how many people have each, and the sum of ln m_x over them. */
    final int[] xs;

    final long[] peopleByX;
    final double[] logsByX;
    /** Per row: position in {@link #xs}, the mean value, and the number of people. */
    final int[] rowX;

    final double[] rowMean;
    final int[] rowPeople;
    private final long people;

    private Spends(int[] xs, double[] means, long[] keys, int[] starts) {
        this.xs = xs;
        int bits = Collapse.bits(means.length);
        int rows = starts.length - 1;
        rowX = new int[rows];
        rowMean = new double[rows];
        rowPeople = new int[rows];
        peopleByX = new long[xs.length];
        logsByX = new double[xs.length];
        for (int row = 0; row < rows; row++) {
            long key = keys[starts[row]];
            int group = (int) (key >>> bits);
            rowX[row] = group;
            rowMean[row] = means[(int) (key & (1L << bits) - 1)];
            rowPeople[row] = starts[row + 1] - starts[row];
            peopleByX[group] += rowPeople[row];
            logsByX[group] += rowPeople[row] * StrictMath.log(rowMean[row]);
        }
        people = keys.length;
    }

    /**
     * One element of each array per person; limits as in {@link Spend}.
     *
     * @throws IllegalArgumentException if the lengths differ or a row breaks a limit
     */
    public static Spends of(int[] x, double[] mx) {
        if (x.length != mx.length) {
            throw new IllegalArgumentException("lengths differ: " + x.length + ", " + mx.length);
        }
        int[] repeats = new int[x.length];
        double[] spent = new double[x.length];
        int size = 0;
        for (int i = 0; i < x.length; i++) {
            Spend spend = new Spend(x[i], mx[i]);
            if (spend.x() > 0 && spend.mx() > 0) {
                repeats[size] = spend.x();
                spent[size++] = spend.mx();
            }
        }
        repeats = Arrays.copyOf(repeats, size);
        spent = Arrays.copyOf(spent, size);
        int[] xs = Collapse.distinct(repeats);
        double[] means = Collapse.distinct(spent);
        long[] keys = new long[size];
        for (int i = 0; i < size; i++) {
            keys[i] = (long) Arrays.binarySearch(xs, repeats[i]) << Collapse.bits(means.length)
                    | Arrays.binarySearch(means, spent[i]);
        }
        int[] starts = Collapse.sortIntoRuns(keys);
        return new Spends(xs, means, keys, starts);
    }

    /** Those with repeat transactions that cost something. */
    public long people() {
        return people;
    }

    /** Distinct (x, m_x). */
    public int rows() {
        return rowX.length;
    }

    /** The mean of m_x over people. */
    double mean() {
        double sum = 0;
        for (int row = 0; row < rowX.length; row++) {
            sum += rowPeople[row] * rowMean[row];
        }
        return sum / people;
    }
}
