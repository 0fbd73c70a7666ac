package io.flywheel.query.rfm;

import io.flywheel.query.money.Totals;
import java.math.BigInteger;

/** People, orders and money added up by group. */
final class Sums {
    private final int[] people;
    private final long[] orders;
    private final Totals money;

    Sums(int groups) {
        this.people = new int[groups];
        this.orders = new long[groups];
        this.money = new Totals(groups);
    }

    void add(int group, int moreOrders, long millionths) {
        people[group]++;
        orders[group] += moreOrders;
        money.add(group, millionths);
    }

    int people(int group) {
        return people[group];
    }

    long orders(int group) {
        return orders[group];
    }

    BigInteger money(int group) {
        return money.get(group);
    }
}
