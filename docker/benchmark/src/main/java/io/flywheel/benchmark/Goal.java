package io.flywheel.benchmark;

import java.util.Locale;

/** What a figure's median should be, so that the table itself says whether it was reached. */
record Goal(boolean atLeast, double limit) {

    static Goal atLeast(double limit) {
        return new Goal(true, limit);
    }

    static Goal atMost(double limit) {
        return new Goal(false, limit);
    }

    boolean isReachedBy(double value) {
        return atLeast ? value >= limit : value <= limit;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %.2f", atLeast ? "≥" : "≤", limit);
    }
}
