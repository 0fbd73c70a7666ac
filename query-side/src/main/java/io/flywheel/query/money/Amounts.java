package io.flywheel.query.money;

import io.flywheel.api.Money;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up money per currency, never across currencies. */
public final class Amounts {
    private final Map<String, BigDecimal> sums = new TreeMap<>();

    public void add(String currency, BigDecimal amount) {
        sums.merge(currency, amount, BigDecimal::add);
    }

    /** @param order the place of each currency, by name where two have the same */
    public List<Money> list(Comparator<String> order) {
        return sums.keySet().stream()
                .sorted(order.thenComparing(Comparator.naturalOrder()))
                .map(currency -> new Money(plain(sums.getOrDefault(currency, BigDecimal.ZERO)), currency))
                .toList();
    }

    /** At least two decimals, and no zeros after them. */
    public static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 2 ? stripped.setScale(2) : stripped;
    }
}
