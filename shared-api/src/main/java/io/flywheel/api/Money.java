package io.flywheel.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;

/**
 * An exact decimal amount in one currency; amounts of different currencies are never added.
 *
 * @param amount in whole units of the currency, written as a decimal string in JSON
 * @param currency an upper-case code, ISO 4217 where there is one
 */
public record Money(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount, String currency) {
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Money(amount.add(other.amount), currency);
    }
}
