package io.flywheel.query.prediction;

import java.util.Arrays;

/** Turns many numbers into few distinct ones and equal rows into one row with a count, without an object per person. */
final class Collapse {
    private Collapse() {}

    /** The distinct values, ascending. */
    static double[] distinct(double[] values) {
        double[] sorted = values.clone();
        Arrays.parallelSort(sorted);
        int size = 0;
        for (double value : sorted) {
            if (size == 0 || value != sorted[size - 1]) {
                sorted[size++] = value;
            }
        }
        return Arrays.copyOf(sorted, size);
    }

    static int[] distinct(int[] values) {
        return Arrays.stream(values).parallel().sorted().distinct().toArray();
    }

    /** How far keys of a column with so many distinct values move the other columns to the left. */
    static int bits(int distinctValues) {
        return 32 - Integer.numberOfLeadingZeros(distinctValues);
    }

    /** Sorts the keys and returns where each run of equal ones starts, with the end as last element. */
    static int[] sortIntoRuns(long[] keys) {
        Arrays.parallelSort(keys);
        int[] starts = new int[keys.length + 1];
        int runs = 0;
        for (int i = 0; i < keys.length; i++) {
            if (i == 0 || keys[i] != keys[i - 1]) {
                starts[runs++] = i;
            }
        }
        starts[runs++] = keys.length;
        return Arrays.copyOf(starts, runs);
    }
}
