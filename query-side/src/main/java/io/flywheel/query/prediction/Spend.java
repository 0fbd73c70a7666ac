package io.flywheel.query.prediction;

/**
 * All that Gamma-Gamma needs to know of one person.
 *
 * @param x repeat transactions
 * @param mx their mean value, the first purchase left out; 0 without repeats
 */
public record Spend(int x, double mx) {
    public Spend {
        if (x < 0 || !(mx >= 0) || !Double.isFinite(mx)) {
            throw new IllegalArgumentException("need x >= 0 and a finite mx >= 0, not x=" + x + ", mx=" + mx);
        }
    }
}
