package io.flywheel.api.model;

import io.flywheel.api.model.Expr.Comparison;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** By how much a number misses what a rule needs: what people ask first of somebody who is not there yet. */
final class Shortfall {
    private Shortfall() {}

    /** @return none where it is no matter of more or less, or where there is no such number */
    static @Nullable Number of(@Nullable Object value, Comparison comparison, @Nullable Object bound) {
        if (comparison == Comparison.NOT_EQUAL) {
            return null;
        }
        if (value instanceof Long has && bound instanceof Long needs) {
            return whole(has, comparison, needs);
        }
        return value instanceof Number has && bound instanceof Number needs ? decimal(has, needs) : null;
    }

    private static @Nullable Number whole(long has, Comparison comparison, long needs) {
        long beyond = comparison == Comparison.MORE ? 1 : comparison == Comparison.LESS ? -1 : 0;
        try {
            return Math.addExact(Math.subtractExact(needs, has), beyond);
        } catch (ArithmeticException e) {
            return null;
        }
    }

    /** Where it has to go beyond the bound, however little, it is the way to the bound. */
    private static @Nullable Number decimal(Number has, Number needs) {
        if (!Double.isFinite(has.doubleValue()) || !Double.isFinite(needs.doubleValue())) {
            return null;
        }
        return new BigDecimal(needs.toString()).subtract(new BigDecimal(has.toString()));
    }
}
