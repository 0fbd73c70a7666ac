package io.flywheel.query.rfm;

import io.flywheel.query.money.Currency;
import io.flywheel.query.money.MoneyBook;

/** A question about scores with what its answers are told from. */
record Scored(MoneyBook book, RfmQuestion question, Currency currency, Buyers buyers, Scores scores) {
    /** Whether it answers that question as well, because nothing happened between. */
    boolean answers(MoneyBook now, RfmQuestion other, Currency inCurrency) {
        return book == now
                && question.scoring() == other.scoring()
                && currency.equals(inCurrency)
                && question.asOf().equals(other.asOf())
                && question.from() == other.from()
                && Math.min(question.to(), book.end()) == Math.min(other.to(), book.end());
    }

    String stream(int buyer) {
        return book.stream(buyers.person()[buyer]);
    }
}
