package io.flywheel.query.money;

import io.flywheel.api.Money;
import io.flywheel.query.platform.Problems;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The currency that a question is answered in, as a book numbers it, and how its millionths are told.
 *
 * @param code none where nobody ever bought anything
 * @param number -1 where nobody ever did
 */
public record Currency(@Nullable String code, int number) {
    /**
     * @param asked none for the one in which most is bought
     * @throws org.springframework.web.ErrorResponseException 400 if nothing was bought in it
     */
    public static Currency in(MoneyBook book, @Nullable String asked) {
        List<String> all = book.currencies();
        if (asked == null) {
            return all.isEmpty() ? new Currency(null, -1) : new Currency(all.getFirst(), book.currency(all.getFirst()));
        }
        if (!all.contains(asked)) {
            throw Problems.bad(
                    "currency",
                    "Nothing was bought in currency=" + asked + ". "
                            + (all.isEmpty()
                                    ? "Nothing was bought at all yet."
                                    : "People bought in " + String.join(", ", all) + "."));
        }
        return new Currency(asked, book.currency(asked));
    }

    /** The others that anything was bought in, the commonest first. */
    public List<String> others(MoneyBook book) {
        List<String> others = new ArrayList<>(book.currencies());
        others.remove(code);
        return others;
    }

    public Money money(long millionths) {
        return money(BigInteger.valueOf(millionths));
    }

    public Money money(BigInteger millionths) {
        return new Money(Amounts.plain(new BigDecimal(millionths, MoneyBook.SCALE)), code == null ? "" : code);
    }

    /** A mean, rounded to millionths; 0 of nothing. */
    public Money mean(BigInteger millionths, long count) {
        BigDecimal total = new BigDecimal(millionths, MoneyBook.SCALE);
        BigDecimal mean = count == 0
                ? BigDecimal.ZERO
                : total.divide(BigDecimal.valueOf(count), MoneyBook.SCALE, RoundingMode.HALF_EVEN);
        return new Money(Amounts.plain(mean), code == null ? "" : code);
    }
}
