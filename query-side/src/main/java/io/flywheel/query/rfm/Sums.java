package io.flywheel.query.rfm;

import java.math.BigInteger;

/** People, orders and money added up by group; money without ever overflowing. */
final class Sums {
    private static final long LARGE = Long.MAX_VALUE / 2;

    private final int[] people;
    private final long[] orders;
    private final long[] money;
    private final BigInteger[] carried;

    Sums(int groups) {
        this.people = new int[groups];
        this.orders = new long[groups];
        this.money = new long[groups];
        this.carried = new BigInteger[groups];
        java.util.Arrays.fill(carried, BigInteger.ZERO);
    }

    void add(int group, int moreOrders, long millionths) {
        people[group]++;
        orders[group] += moreOrders;
        if (money[group] > LARGE || money[group] < -LARGE || millionths > LARGE || millionths < -LARGE) {
            carried[group] = money(group).add(BigInteger.valueOf(millionths));
            money[group] = 0;
        } else {
            money[group] += millionths;
        }
    }

    int people(int group) {
        return people[group];
    }

    long orders(int group) {
        return orders[group];
    }

    BigInteger money(int group) {
        return carried[group].add(BigInteger.valueOf(money[group]));
    }
}
