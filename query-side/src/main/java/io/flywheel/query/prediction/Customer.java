package io.flywheel.query.prediction;

/**
 * All that BG/NBD needs to know of one person.
 *
 * @param x repeat transactions: the first purchase is not one
 * @param tx weeks from the first purchase to the last; 0 without repeats
 * @param T weeks from the first purchase to the end of observation
 */
public record Customer(int x, double tx, double T) {
    public Customer {
        if (x < 0 || !(tx >= 0) || !(tx <= T) || !Double.isFinite(T)) {
            throw new IllegalArgumentException("need x >= 0 and 0 <= tx <= T, not x=" + x + ", tx=" + tx + ", T=" + T);
        }
        tx = x == 0 ? 0 : tx;
    }
}
