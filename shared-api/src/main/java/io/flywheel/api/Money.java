package io.flywheel.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An exact decimal amount in one currency; amounts of different currencies are never added.
 *
 * @param amount in whole units of the currency, written as a decimal string in JSON
 * @param currency an upper-case code, ISO 4217 where there is one
 */
public record Money(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount, String currency) {
    /** As many digits before the point as an amount may have: figures add up whole millionths in 64 bits. */
    public static final int INTEGER_DIGITS = 12;

    /** As many as it may have after it. */
    public static final int FRACTION_DIGITS = 6;

    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{2,8}");
    private static final Pattern IN_EITHER_CASE = Pattern.compile("[A-Za-z0-9]{2,8}");

    /** Whether a text is a currency's code as it is kept. */
    public static boolean isCurrency(String code) {
        return CODE.matcher(code).matches();
    }

    /** @return the code that a text in either case stands for; null if it cannot be one */
    public static @Nullable String currencyOf(String sent) {
        return IN_EITHER_CASE.matcher(sent).matches() ? sent.toUpperCase(Locale.ROOT) : null;
    }

    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Money(amount.add(other.amount), currency);
    }
}
