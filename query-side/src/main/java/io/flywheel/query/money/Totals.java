package io.flywheel.query.money;

import java.math.BigInteger;
import java.util.Arrays;

/** Sums of millionths, one for each group, that never overflow. */
public final class Totals {
    private static final long LARGE = Long.MAX_VALUE / 2;

    private final long[] sums;
    private final BigInteger[] carried;

    public Totals(int groups) {
        this.sums = new long[groups];
        this.carried = new BigInteger[groups];
        Arrays.fill(carried, BigInteger.ZERO);
    }

    public void add(int group, long millionths) {
        if (Math.abs(sums[group]) > LARGE || Math.abs(millionths) > LARGE) {
            carried[group] = get(group).add(BigInteger.valueOf(millionths));
            sums[group] = 0;
        } else {
            sums[group] += millionths;
        }
    }

    public BigInteger get(int group) {
        return carried[group].add(BigInteger.valueOf(sums[group]));
    }
}
