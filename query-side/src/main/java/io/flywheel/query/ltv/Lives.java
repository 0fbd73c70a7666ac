package io.flywheel.query.ltv;

import io.flywheel.query.money.Currency;
import io.flywheel.query.money.Millionths;
import io.flywheel.query.money.MoneyBook;
import io.flywheel.query.money.Totals;
import io.flywheel.query.platform.Days;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * What each buyer did until an instant: a column each, in the order in which the book numbers people, 0 everywhere for
 * those who bought nothing.
 */
final class Lives {
    final int[] orders;
    /** On how many different days she bought. */
    final int[] purchaseDays;

    final int[] firstDay;
    final int[] lastDay;
    /** In millionths: purchases less what was taken back. */
    final long[] money;

    /** How often it was that many days from one day with a purchase to the next. */
    private int[] gaps = new int[1_024];

    private final Totals revenue = new Totals(1);
    private int buyers;
    private int earliest = Integer.MAX_VALUE;

    Lives(MoneyBook book, LtvQuestion question, Currency currency) {
        int people = book.people();
        this.orders = new int[people];
        this.purchaseDays = new int[people];
        this.firstDay = new int[people];
        this.lastDay = new int[people];
        this.money = new long[people];
        Days days = new Days(question.zone());
        for (int person = 0; person < people; person++) {
            read(book, person, question.until(), currency.number(), days);
        }
    }

    private void read(MoneyBook book, int person, long until, int currency, Days days) {
        for (int entry = book.from(person); entry < book.to(person) && book.at(entry) < until; entry++) {
            if (book.currency(entry) != currency) {
                continue;
            }
            money[person] = Millionths.plus(money[person], book.amount(entry));
            revenue.add(0, book.amount(entry));
            if (book.isPurchase(entry)) {
                purchase(person, days.of(book.at(entry)));
            }
        }
    }

    private void purchase(int person, int day) {
        if (orders[person]++ == 0) {
            buyers++;
            purchaseDays[person] = 1;
            firstDay[person] = day;
            earliest = Math.min(earliest, day);
        } else if (day != lastDay[person]) {
            purchaseDays[person]++;
            int gap = day - lastDay[person];
            if (gap >= gaps.length) {
                gaps = Arrays.copyOf(gaps, Math.max(gap + 1, gaps.length * 2));
            }
            gaps[gap]++;
        }
        lastDay[person] = day;
    }

    int people() {
        return orders.length;
    }

    int buyers() {
        return buyers;
    }

    /** The day of the first purchase of anybody; there must be one. */
    int earliest() {
        return earliest;
    }

    /** Of everybody, also of those of whom only refunds are known. */
    BigInteger revenue() {
        return revenue.get(0);
    }

    boolean bought(int person) {
        return orders[person] > 0;
    }

    int[] gaps() {
        return gaps;
    }
}
