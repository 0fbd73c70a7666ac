package io.flywheel.benchmark;

import java.util.List;

/** What several rounds of one figure amount to; the median is what a round that the machine disturbed cannot move. */
record Spread(double median, double min, double max) {

    /** @throws IllegalArgumentException without any value */
    static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no round, no figure");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int size = sorted.size();
        double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(size - 1));
    }
}
