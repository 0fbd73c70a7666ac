package io.flywheel.query.money;

import io.flywheel.api.touchpoint.MoneyEffect;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What one touchpoint does to a person's value in one currency, as known from one position of the log on. */
final class MoneyRow {
    /**
     * What the touchpoint itself says.
     *
     * @param currency of what it says; empty where it names no amount
     * @param said not negative
     */
    record Fact(
            String stream,
            TouchpointKey key,
            String name,
            MoneyEffect effect,
            @Nullable String reference,
            long occurredAt,
            String currency,
            BigDecimal said) {}

    final Fact fact;
    final String currency;
    final BigDecimal amount;
    final long knownAt;
    final boolean stored;
    long withdrawnAt = MoneyProjection.FOREVER;

    MoneyRow(Fact fact, String currency, BigDecimal amount, long knownAt, boolean stored) {
        this.fact = fact;
        this.currency = currency;
        this.amount = amount;
        this.knownAt = knownAt;
        this.stored = stored;
    }
}
