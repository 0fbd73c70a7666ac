package io.flywheel.query.stage;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts people per stage at many instants at once: each row of a path adds only where it begins and where it ends. */
final class StageCurves {
    private final long[] ends;
    private final String lost;
    private final long silence;
    private final long[] everybody;
    private final Map<String, long[]> stages = new HashMap<>();

    /**
     * @param ends the instants, ascending, microseconds
     * @param silence after which somebody is lost, microseconds
     */
    StageCurves(long[] ends, String lost, long silence) {
        this.ends = ends;
        this.lost = lost;
        this.silence = silence;
        this.everybody = new long[ends.length + 1];
    }

    /** A person counts at the instants after her first touchpoint. */
    void person(long firstAt) {
        everybody[firstNotBefore(firstAt + 1)]++;
    }

    /** She is in the stage from one instant to before another, unless silence loses her in between. */
    void path(String stage, long fromAt, long untilAt, @Nullable Long lastActivity) {
        if (stage.equals(lost) || lastActivity == null) {
            add(stage, fromAt, untilAt);
            return;
        }
        long lostAt = Math.max(fromAt, Math.min(untilAt, lastActivity + silence));
        add(stage, fromAt, lostAt);
        add(lost, lostAt, untilAt);
    }

    private void add(String stage, long from, long until) {
        if (from < until) {
            long[] curve = stages.computeIfAbsent(stage, name -> new long[ends.length + 1]);
            curve[firstNotBefore(from)]++;
            curve[firstNotBefore(until)]--;
        }
    }

    private int firstNotBefore(long instant) {
        int found = Arrays.binarySearch(ends, instant);
        return found >= 0 ? found : -found - 1;
    }

    /** Call once, when all rows are in and before any count is asked for. */
    StageCurves added() {
        Arrays.parallelPrefix(everybody, Long::sum);
        stages.values().forEach(curve -> Arrays.parallelPrefix(curve, Long::sum));
        return this;
    }

    Stream<String> stages() {
        return stages.keySet().stream();
    }

    long everybody(int index) {
        return everybody[index];
    }

    long inStage(String stage, int index) {
        long[] curve = stages.get(stage);
        return curve == null ? 0 : curve[index];
    }
}
