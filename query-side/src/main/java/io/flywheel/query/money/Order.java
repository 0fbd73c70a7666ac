package io.flywheel.query.money;

import io.flywheel.api.touchpoint.MoneyEffect;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything about one order of one person. A cancellation takes back what is not yet refunded, so what it is worth
 * depends on the order's other touchpoints, in the order in which they happened, not in which they arrived.
 */
final class Order {
    private static final Comparator<MoneyRow.Fact> HAPPENED =
            Comparator.comparingLong(MoneyRow.Fact::occurredAt).thenComparing(MoneyRow.Fact::key);

    private record Cell(TouchpointKey key, String currency) {}

    private final Map<TouchpointKey, MoneyRow.Fact> facts = new HashMap<>();
    private final Map<Cell, MoneyRow> standing = new HashMap<>();
    private final List<MoneyRow> rows = new ArrayList<>();

    /** Adds a stored row that stands. */
    void read(MoneyRow row) {
        facts.put(row.fact.key(), row.fact);
        standing.put(new Cell(row.fact.key(), row.currency), row);
        rows.add(row);
    }

    void recorded(MoneyRow.Fact fact, long position) {
        facts.put(fact.key(), fact);
        settle(position);
    }

    void voided(TouchpointKey key, long position) {
        facts.remove(key);
        settle(position);
    }

    /** Every row that was read or made. */
    List<MoneyRow> rows() {
        return rows;
    }

    private void settle(long position) {
        Map<Cell, BigDecimal> amounts = amounts();
        standing.entrySet().removeIf(entry -> {
            BigDecimal now = amounts.get(entry.getKey());
            boolean gone = now == null || now.compareTo(entry.getValue().amount) != 0;
            if (gone) {
                entry.getValue().withdrawnAt = position;
            }
            return gone;
        });
        amounts.forEach((cell, amount) -> standing.computeIfAbsent(cell, missing -> {
            MoneyRow.Fact fact = java.util.Objects.requireNonNull(facts.get(missing.key));
            MoneyRow row = new MoneyRow(fact, missing.currency, amount, position, false);
            rows.add(row);
            return row;
        }));
    }

    private Map<Cell, BigDecimal> amounts() {
        Map<Cell, BigDecimal> amounts = new HashMap<>();
        Map<String, BigDecimal> open = new HashMap<>();
        boolean cancelled = false;
        for (MoneyRow.Fact fact : facts.values().stream().sorted(HAPPENED).toList()) {
            if (fact.effect() == MoneyEffect.CANCELS) {
                cancelled = true;
                takeBack(fact, open, amounts);
                continue;
            }
            BigDecimal left = open.getOrDefault(fact.currency(), BigDecimal.ZERO);
            BigDecimal amount = fact.said();
            if (fact.effect() == MoneyEffect.REFUNDS) {
                // What a cancellation has taken back is not taken back again when the payment is returned.
                amount = (cancelled ? amount.min(left.max(BigDecimal.ZERO)) : amount).negate();
            }
            amounts.put(new Cell(fact.key(), fact.currency()), amount);
            open.put(fact.currency(), left.add(amount));
        }
        return amounts;
    }

    private static void takeBack(
            MoneyRow.Fact cancellation, Map<String, BigDecimal> open, Map<Cell, BigDecimal> amounts) {
        boolean nothing = true;
        for (Map.Entry<String, BigDecimal> one : open.entrySet()) {
            if (one.getValue().signum() > 0) {
                amounts.put(
                        new Cell(cancellation.key(), one.getKey()),
                        one.getValue().negate());
                one.setValue(BigDecimal.ZERO);
                nothing = false;
            }
        }
        if (nothing) {
            // Kept, because its order may arrive later.
            amounts.put(new Cell(cancellation.key(), cancellation.currency()), BigDecimal.ZERO);
        }
    }
}
