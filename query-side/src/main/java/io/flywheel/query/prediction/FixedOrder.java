package io.flywheel.query.prediction;

import java.util.stream.IntStream;

/** Sums over many rows on all cores that come out the same to the last bit, however many cores there are. */
final class FixedOrder {
    private static final int BLOCK = 8192;

    private FixedOrder() {}

    /** Adds what the rows from (inclusive) to (exclusive) contribute to each sum. */
    @FunctionalInterface
    interface Block {
        void add(int from, int to, double[] sums);
    }

    static double[] sum(int rows, int width, Block block) {
        int blocks = (rows + BLOCK - 1) / BLOCK;
        double[][] parts = new double[blocks][width];
        IntStream all = IntStream.range(0, blocks);
        (blocks > 1 ? all.parallel() : all)
                .forEach(i -> block.add(i * BLOCK, Math.min(rows, (i + 1) * BLOCK), parts[i]));
        double[] sums = new double[width];
        for (double[] part : parts) {
            for (int i = 0; i < width; i++) {
                sums[i] += part[i];
            }
        }
        return sums;
    }
}
