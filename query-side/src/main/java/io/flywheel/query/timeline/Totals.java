package io.flywheel.query.timeline;

import io.flywheel.api.Money;
import io.flywheel.api.touchpoint.MoneyEffect;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointNames;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one person's touchpoints add up to, taken in the order in which they happened. */
final class Totals {
    private long touchpoints;
    private long orders;
    private @Nullable Instant firstSeen;
    private @Nullable Instant lastActivity;
    private final Map<String, BigDecimal> value = new TreeMap<>();
    private final Map<String, Long> ordersIn = new HashMap<>();
    private final Map<String, Open> open = new HashMap<>();
    private final List<Touchpoint> sameTime = new ArrayList<>();

    /** @param touchpoint at or after those added before; of equal time in any order */
    void add(Touchpoint touchpoint) {
        if (!sameTime.isEmpty() && !sameTime.getFirst().occurredAt().equals(touchpoint.occurredAt())) {
            settle();
        }
        sameTime.add(touchpoint);
    }

    /** Takes touchpoints of equal time in the order of the fold, so that the order of arrival never matters. */
    private void settle() {
        sameTime.sort(Touchpoint.ORDER);
        sameTime.forEach(this::count);
        sameTime.clear();
    }

    private void count(Touchpoint touchpoint) {
        touchpoints++;
        if (firstSeen == null) {
            firstSeen = touchpoint.occurredAt();
        }
        if (touchpoint.isActivity()) {
            lastActivity = touchpoint.occurredAt();
        }
        Money money = touchpoint.money();
        if (touchpoint.name().equals(TouchpointNames.ORDER_COMPLETED)) {
            orders++;
            if (money != null) {
                ordersIn.merge(money.currency(), 1L, Long::sum);
            }
        }
        MoneyEffect effect = TouchpointNames.moneyEffect(touchpoint.name());
        String reference = touchpoint.reference();
        if (effect == MoneyEffect.CANCELS && reference != null) {
            open.computeIfAbsent(reference, none -> new Open()).cancel(value);
        } else if (money != null && effect != MoneyEffect.NONE) {
            BigDecimal amount = effect == MoneyEffect.EARNS
                    ? money.amount()
                    : money.amount().negate();
            if (reference != null) {
                amount = open.computeIfAbsent(reference, none -> new Open()).take(money.currency(), amount);
            }
            value.merge(money.currency(), amount, BigDecimal::add);
        }
    }

    /** What of one order is earned and not yet given back. */
    private static final class Open {
        private final Map<String, BigDecimal> left = new HashMap<>(2);
        private boolean cancelled;

        /** What a cancellation has taken back is not taken back again when the payment is returned. */
        BigDecimal take(String currency, BigDecimal amount) {
            BigDecimal before = left.getOrDefault(currency, BigDecimal.ZERO);
            BigDecimal taken = cancelled && amount.signum() < 0
                    ? amount.max(before.max(BigDecimal.ZERO).negate())
                    : amount;
            left.put(currency, before.add(taken));
            return taken;
        }

        void cancel(Map<String, BigDecimal> value) {
            cancelled = true;
            left.replaceAll((currency, amount) -> {
                if (amount.signum() <= 0) {
                    return amount;
                }
                value.merge(currency, amount.negate(), BigDecimal::add);
                return BigDecimal.ZERO;
            });
        }
    }

    long touchpoints() {
        settle();
        return touchpoints;
    }

    long orders() {
        settle();
        return orders;
    }

    long orders(String currency) {
        settle();
        return ordersIn.getOrDefault(currency, 0L);
    }

    @Nullable
    Instant firstSeen() {
        settle();
        return firstSeen;
    }

    @Nullable
    Instant lastActivity() {
        settle();
        return lastActivity;
    }

    List<Money> value() {
        settle();
        return value.entrySet().stream()
                .map(entry -> new Money(entry.getValue(), entry.getKey()))
                .toList();
    }
}
