package io.flywheel.query.rfm;

import io.flywheel.api.Money;
import io.flywheel.query.money.Amounts;
import io.flywheel.query.money.MoneyBook;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A question about scores with what its answers are told from.
 *
 * @param currency none where nobody ever bought anything
 */
record Scored(
        MoneyBook book, RfmQuestion question, @Nullable String currency, Buyers buyers, Scores scores) {
    /** Whether it answers that question as well, because nothing happened between. */
    boolean answers(MoneyBook now, RfmQuestion other, @Nullable String inCurrency) {
        return book == now
                && question.scoring() == other.scoring()
                && java.util.Objects.equals(currency, inCurrency)
                && question.asOf().equals(other.asOf())
                && question.from() == other.from()
                && Math.min(question.to(), book.end()) == Math.min(other.to(), book.end());
    }

    String stream(int buyer) {
        return book.stream(buyers.person()[buyer]);
    }

    Money money(long millionths) {
        return money(BigInteger.valueOf(millionths));
    }

    Money money(BigInteger millionths) {
        return new Money(Amounts.plain(new BigDecimal(millionths, MoneyBook.SCALE)), currency == null ? "" : currency);
    }
}
