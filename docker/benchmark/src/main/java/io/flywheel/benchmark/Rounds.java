package io.flywheel.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values of several figures, one for each round. */
final class Rounds {
    private final Map<String, List<Double>> values = new HashMap<>();

    Rounds add(String figure, double value) {
        values.computeIfAbsent(figure, name -> new ArrayList<>()).add(value);
        return this;
    }

    List<Double> of(String figure) {
        return values.getOrDefault(figure, List.of());
    }
}
