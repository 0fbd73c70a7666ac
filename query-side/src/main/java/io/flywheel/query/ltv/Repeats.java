package io.flywheel.query.ltv;

import io.flywheel.query.money.Currency;
import io.flywheel.query.money.Millionths;
import io.flywheel.query.money.MoneyBook;
import io.flywheel.query.platform.Days;
import io.flywheel.query.prediction.Customer;
import io.flywheel.query.prediction.Customers;
import io.flywheel.query.prediction.Spend;
import io.flywheel.query.prediction.Spends;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * People's repeat purchases as the models of buying count them: what she buys on one day is one purchase, the first
 * day is none, and what is taken back changes nothing. A column each, in the order of the book, buyers only.
 */
final class Repeats {
    private static final double DAYS_PER_WEEK = 7;
    private static final double UNITS = 1e6;

    final int[] person;
    final int[] firstDay;
    final int[] lastDay;
    final int[] x;
    /** Of what was spent on repeat days; 0 without any. */
    final double[] meanSpend;
    /** Purchases; may be more than days with one. */
    final int[] orders;

    final int asOf;
    private final int size;

    static Repeats ofEverybody(MoneyBook book, Currency currency, FitQuestion question) {
        return until(question.end(), question.asOf(), book, currency, question.zone());
    }

    /** As those of everybody, but of one person; of nobody for -1. */
    static Repeats of(int person, MoneyBook book, Currency currency, FitQuestion question) {
        int from = Math.max(person, 0);
        return new Repeats(book, from, person + 1, currency.number(), question.end(), question.asOf(), question.zone());
    }

    /** @param until microseconds; a purchase at this instant does not count */
    static Repeats until(long until, LocalDate asOf, MoneyBook book, Currency currency, ZoneId zone) {
        return new Repeats(book, 0, book.people(), currency.number(), until, asOf, zone);
    }

    private Repeats(MoneyBook book, int from, int to, int currency, long until, LocalDate asOf, ZoneId zone) {
        int people = to - from;
        int[] persons = new int[people];
        int[] firsts = new int[people];
        int[] lasts = new int[people];
        int[] repeats = new int[people];
        int[] purchases = new int[people];
        double[] means = new double[people];
        Days days = new Days(zone);
        int found = 0;
        for (int one = from; one < to; one++) {
            int first = 0;
            int last = 0;
            int count = 0;
            int all = 0;
            long spent = 0;
            for (int entry = book.from(one); entry < book.to(one) && book.at(entry) < until; entry++) {
                if (book.currency(entry) != currency || !book.isPurchase(entry)) {
                    continue;
                }
                int day = days.of(book.at(entry));
                if (all++ == 0) {
                    first = day;
                } else if (day != last) {
                    count++;
                }
                spent = day == first ? spent : Millionths.plus(spent, book.amount(entry));
                last = day;
            }
            if (all > 0) {
                persons[found] = one;
                firsts[found] = first;
                lasts[found] = last;
                repeats[found] = count;
                purchases[found] = all;
                means[found++] = count == 0 ? 0 : spent / UNITS / count;
            }
        }
        this.size = found;
        this.person = Arrays.copyOf(persons, found);
        this.firstDay = Arrays.copyOf(firsts, found);
        this.lastDay = Arrays.copyOf(lasts, found);
        this.x = Arrays.copyOf(repeats, found);
        this.orders = Arrays.copyOf(purchases, found);
        this.meanSpend = Arrays.copyOf(means, found);
        this.asOf = (int) asOf.toEpochDay();
    }

    int size() {
        return size;
    }

    Customer customer(int buyer) {
        return new Customer(x[buyer], weeks(firstDay[buyer], lastDay[buyer]), weeks(firstDay[buyer], asOf));
    }

    Spend spend(int buyer) {
        return new Spend(x[buyer], meanSpend[buyer]);
    }

    Customers customers() {
        double[] tx = new double[size];
        double[] age = new double[size];
        for (int i = 0; i < size; i++) {
            tx[i] = weeks(firstDay[i], lastDay[i]);
            age[i] = weeks(firstDay[i], asOf);
        }
        return Customers.of(x, tx, age);
    }

    Spends spends() {
        return Spends.of(x, meanSpend);
    }

    /** Where she stands in the columns, -1 for somebody who never bought. */
    int buyer(int number) {
        int found = Arrays.binarySearch(person, number);
        return Math.max(found, -1);
    }

    private static double weeks(int from, int to) {
        return (to - from) / DAYS_PER_WEEK;
    }
}
