package io.flywheel.query.ltv;

import io.flywheel.api.ltv.LifetimeValue;
import io.flywheel.query.money.Currency;
import io.flywheel.query.money.MoneyBook;
import io.flywheel.query.money.MoneyBooks;
import io.flywheel.query.platform.PeopleCount;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what people have been worth. */
@Component
class LtvQueries {
    private final MoneyBooks books;
    private final PeopleCount people;
    private final LtvGroups groups;

    LtvQueries(MoneyBooks books, PeopleCount people, LtvGroups groups) {
        this.books = books;
        this.people = people;
        this.groups = groups;
    }

    /**
     * @param by the grouping to tell apart as well; none for none
     * @param model the stage model for that
     */
    LifetimeValue value(LtvQuestion question, @Nullable String by, @Nullable String model) {
        MoneyBook book = books.now();
        Currency currency = Currency.in(book, question.currency());
        Lives lives = new Lives(book, question, currency);
        OverTime overTime = new OverTime(book, lives, question, currency);
        long everybody = Math.max(people.knownBefore(question.at()), lives.buyers());
        long orders = IntStream.of(lives.orders).asLongStream().sum();
        return new LifetimeValue(
                question.at(),
                question.zone().getId(),
                currency.code(),
                currency.others(book),
                everybody,
                lives.buyers(),
                orders,
                currency.money(lives.revenue()),
                currency.mean(lives.revenue(), orders),
                currency.mean(lives.revenue(), lives.buyers()),
                currency.mean(lives.revenue(), everybody),
                share(IntStream.of(lives.orders).filter(each -> each > 1).count(), lives.buyers()),
                share(IntStream.of(lives.purchaseDays).filter(each -> each > 1).count(), lives.buyers()),
                Habits.of(lives, (int) question.asOf().toEpochDay(), currency),
                overTime.periods(),
                overTime.cohorts(),
                by == null ? null : groups.of(by, model, question, book, lives, currency),
                book.position());
    }

    static double share(long some, long all) {
        return all == 0 ? 0 : (double) some / all;
    }
}
