package io.flywheel.query.ltv;

import io.flywheel.api.ltv.LifetimeValue;
import io.flywheel.query.money.Currency;
import io.flywheel.query.money.MoneyBook;
import io.flywheel.query.money.Totals;
import io.flywheel.query.platform.Days;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Adds up purchases by period, and by period and cohort. */
final class OverTime {
    private static final int MOST_COHORTS = 400;

    private final LtvQuestion question;
    private final Currency currency;
    private final Calendar calendar;
    private final long[] orders;
    private final long[] active;
    private final long[] newBuyers;
    private final Totals revenue;
    private final boolean byCohort;
    /** By cohort and period, cohort by cohort. */
    private final int[] cohortActive;

    private final Totals cohortRevenue;

    OverTime(MoneyBook book, Lives lives, LtvQuestion question, Currency currency) {
        this.question = question;
        this.currency = currency;
        int lastDay = (int) question.asOf().toEpochDay();
        this.calendar =
                new Calendar(question.interval(), lives.buyers() == 0 ? lastDay + 1 : lives.earliest(), lastDay);
        int periods = calendar.size();
        this.orders = new long[periods];
        this.active = new long[periods];
        this.newBuyers = new long[periods];
        this.revenue = new Totals(periods);
        this.byCohort = periods <= MOST_COHORTS;
        this.cohortActive = new int[byCohort ? periods * periods : 0];
        this.cohortRevenue = new Totals(cohortActive.length);
        Days days = new Days(question.zone());
        for (int person = 0; person < lives.people(); person++) {
            if (lives.bought(person)) {
                add(book, person, lives.firstDay[person], days);
            }
        }
    }

    private void add(MoneyBook book, int person, int first, Days days) {
        int cohort = calendar.periodOf(first);
        newBuyers[cohort]++;
        int last = -1;
        for (int entry = book.from(person); entry < book.to(person) && book.at(entry) < question.until(); entry++) {
            if (book.currency(entry) != currency.number()) {
                continue;
            }
            // What was taken back before her first purchase counts with it: she had no earlier period.
            int period = calendar.periodOf(Math.max(days.of(book.at(entry)), first));
            boolean begins = book.isPurchase(entry) && period != last;
            revenue.add(period, book.amount(entry));
            orders[period] += book.isPurchase(entry) ? 1 : 0;
            active[period] += begins ? 1 : 0;
            if (byCohort) {
                cohortRevenue.add(cohort * calendar.size() + period, book.amount(entry));
                cohortActive[cohort * calendar.size() + period] += begins ? 1 : 0;
            }
            last = begins ? period : last;
        }
    }

    List<LifetimeValue.Period> periods() {
        List<LifetimeValue.Period> periods = new ArrayList<>();
        long buyers = 0;
        for (int i = 0; i < calendar.size(); i++) {
            buyers += newBuyers[i];
            if (isAsked(i)) {
                BigInteger money = revenue.get(i);
                periods.add(new LifetimeValue.Period(
                        calendar.label(i),
                        isComplete(i),
                        orders[i],
                        active[i],
                        newBuyers[i],
                        currency.money(money),
                        currency.mean(money, orders[i]),
                        currency.mean(money, active[i]),
                        buyers,
                        currency.mean(money, buyers)));
            }
        }
        return periods;
    }

    List<LifetimeValue.Cohort> cohorts() {
        List<LifetimeValue.Cohort> cohorts = new ArrayList<>();
        for (int cohort = 0; byCohort && cohort < calendar.size(); cohort++) {
            if (isAsked(cohort) && newBuyers[cohort] > 0) {
                cohorts.add(cohort(cohort));
            }
        }
        return cohorts;
    }

    private LifetimeValue.Cohort cohort(int cohort) {
        long size = newBuyers[cohort];
        BigInteger cumulative = BigInteger.ZERO;
        List<LifetimeValue.Cell> cells = new ArrayList<>();
        for (int period = cohort; period < calendar.size(); period++) {
            int cell = cohort * calendar.size() + period;
            BigInteger money = cohortRevenue.get(cell);
            cumulative = cumulative.add(money);
            cells.add(new LifetimeValue.Cell(
                    period - cohort,
                    isComplete(period),
                    cohortActive[cell],
                    currency.money(money),
                    currency.money(cumulative),
                    currency.mean(cumulative, size)));
        }
        return new LifetimeValue.Cohort(
                calendar.label(cohort), size, currency.money(cumulative), currency.mean(cumulative, size), cells);
    }

    private boolean isAsked(int period) {
        return question.from() == null || end(period).isAfter(question.from());
    }

    private boolean isComplete(int period) {
        return !end(period).isAfter(question.at());
    }

    /** When a period is over. */
    private Instant end(int period) {
        return calendar.end(period).atStartOfDay(question.zone()).toInstant();
    }
}
