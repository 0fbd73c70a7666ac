package io.flywheel.query.ltv;

import io.flywheel.query.money.Currency;
import io.flywheel.query.money.MoneyBook;
import org.jspecify.annotations.Nullable;

/**
 * Whom a question is about: reading a million people takes longer than anything else about most answers, so that it is
 * done once, and only for a question that needs them all. For one thread.
 */
final class Population {
    private final FitQuestion question;
    private final MoneyBook book;
    private final Currency currency;
    private @Nullable Repeats everybody;

    Population(MoneyBook book, FitQuestion question) {
        this.question = question;
        this.book = book;
        this.currency = Currency.in(book, question.currency());
    }

    FitQuestion question() {
        return question;
    }

    MoneyBook book() {
        return book;
    }

    Currency currency() {
        return currency;
    }

    Repeats everybody() {
        if (everybody == null) {
            everybody = Repeats.ofEverybody(book, currency, question);
        }
        return everybody;
    }

    /** @param number as the book numbers her; -1 for somebody who is not in it */
    Repeats only(int number) {
        return everybody == null ? Repeats.of(number, book, currency, question) : everybody;
    }
}
