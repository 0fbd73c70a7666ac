package io.flywheel.query.rfm;

import io.flywheel.query.money.Millionths;
import io.flywheel.query.money.MoneyBook;
import io.flywheel.query.platform.Days;
import java.util.Arrays;

/**
 * Those who bought, and what is scored: a column each.
 *
 * @param person as the book numbers her
 * @param recency days from the last purchase to the day the question is asked as of
 * @param orders purchases
 * @param money in millionths: purchases less what was taken back
 */
record Buyers(int[] person, int[] recency, int[] orders, long[] money) {
    int size() {
        return person.length;
    }

    static Buyers in(MoneyBook book, RfmQuestion question, int currency) {
        Buyers columns = new Buyers(
                new int[book.people()], new int[book.people()], new int[book.people()], new long[book.people()]);
        long from = question.from();
        long to = question.to();
        int asOf = Math.toIntExact(question.asOf().toEpochDay());
        Days days = new Days(question.zone());
        int size = 0;
        for (int person = 0; person < book.people(); person++) {
            int orders = 0;
            long last = 0;
            long money = 0;
            for (int entry = book.from(person); entry < book.to(person); entry++) {
                long at = book.at(entry);
                if (at < from || at >= to || book.currency(entry) != currency) {
                    continue;
                }
                money = Millionths.plus(money, book.amount(entry));
                if (book.isPurchase(entry)) {
                    orders++;
                    last = at;
                }
            }
            if (orders > 0) {
                columns.person[size] = person;
                columns.recency[size] = asOf - days.of(last);
                columns.orders[size] = orders;
                columns.money[size++] = money;
            }
        }
        return columns.first(size);
    }

    private Buyers first(int size) {
        return new Buyers(
                Arrays.copyOf(person, size),
                Arrays.copyOf(recency, size),
                Arrays.copyOf(orders, size),
                Arrays.copyOf(money, size));
    }
}
