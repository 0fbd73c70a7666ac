package io.flywheel.query.money;

import io.flywheel.query.platform.TooLarge;
import java.math.BigDecimal;

/** One person's money as it is added up: exactly, in 64 bits, or not at all. */
public final class Millionths {
    private Millionths() {}

    /** @throws TooLarge if the sum does not fit */
    public static long plus(long sum, long amount) {
        try {
            return Math.addExact(sum, amount);
        } catch (ArithmeticException overflow) {
            throw new TooLarge(overflow);
        }
    }

    /**
     * @param amount with six decimals, as a row has it
     * @throws TooLarge if it does not fit, as where an order of many large payments was cancelled
     */
    static long of(BigDecimal amount) {
        try {
            return amount.movePointRight(MoneyBook.SCALE).longValueExact();
        } catch (ArithmeticException overflow) {
            throw new TooLarge(overflow);
        }
    }
}
