package io.flywheel.query.ltv;

import io.flywheel.api.Money;
import io.flywheel.query.money.Currency;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * What winning the buyers of a group cost, and what that brought.
 *
 * @param cac none without a new buyer
 * @param ltvToCac none either where nothing was spent
 */
record Acquisition(
        @Nullable Money spend,
        @Nullable Long newBuyers,
        @Nullable Money cac,
        @Nullable Double ltvToCac) {
    /** Where no spend is known. */
    static final Acquisition UNKNOWN = new Acquisition(null, null, null, null);

    /**
     * @param spend in millionths
     * @param revenue of all its buyers, in millionths
     */
    static Acquisition of(BigInteger spend, long newBuyers, BigInteger revenue, long buyers, Currency currency) {
        return new Acquisition(
                currency.money(spend),
                newBuyers,
                newBuyers == 0 ? null : currency.mean(spend, newBuyers),
                newBuyers == 0 || spend.signum() == 0 ? null : ratio(spend, newBuyers, revenue, buyers));
    }

    /** Of the exact means: rounded ones would be far off where a new buyer costs next to nothing. */
    private static double ratio(BigInteger spend, long newBuyers, BigInteger revenue, long buyers) {
        BigDecimal earned = new BigDecimal(revenue.multiply(BigInteger.valueOf(newBuyers)));
        BigDecimal paid = new BigDecimal(spend.multiply(BigInteger.valueOf(buyers)));
        return earned.divide(paid, MathContext.DECIMAL64).doubleValue();
    }
}
