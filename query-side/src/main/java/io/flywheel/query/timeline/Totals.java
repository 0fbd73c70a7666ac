package io.flywheel.query.timeline;

import io.flywheel.api.Money;
import io.flywheel.api.touchpoint.MoneyEffect;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointNames;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one person's touchpoints add up to, taken in the order in which they happened. */
final class Totals {
    private record Order(String reference, String currency) {}

    private long touchpoints;
    private long orders;
    private @Nullable Instant firstSeen;
    private @Nullable Instant lastActivity;
    private final Map<String, BigDecimal> value = new TreeMap<>();
    private final Map<Order, BigDecimal> notRefunded = new HashMap<>();

    void add(Touchpoint touchpoint) {
        touchpoints++;
        if (firstSeen == null) {
            firstSeen = touchpoint.occurredAt();
        }
        if (touchpoint.isActivity()) {
            lastActivity = touchpoint.occurredAt();
        }
        if (touchpoint.name().equals(TouchpointNames.ORDER_COMPLETED)) {
            orders++;
        }
        MoneyEffect effect = TouchpointNames.moneyEffect(touchpoint.name());
        if (effect == MoneyEffect.CANCELS && touchpoint.reference() != null) {
            cancel(touchpoint.reference());
        } else if (touchpoint.money() != null) {
            switch (effect) {
                case EARNS -> move(touchpoint, touchpoint.money().amount());
                case REFUNDS, CANCELS -> move(touchpoint, touchpoint.money().amount().negate());
                case NONE -> {}
            }
        }
    }

    private void move(Touchpoint touchpoint, BigDecimal amount) {
        String currency = touchpoint.money() == null ? "" : touchpoint.money().currency();
        value.merge(currency, amount, BigDecimal::add);
        if (touchpoint.reference() != null) {
            notRefunded.merge(new Order(touchpoint.reference(), currency), amount, BigDecimal::add);
        }
    }

    /** Takes back what of an order was earned and is not yet refunded. */
    private void cancel(String reference) {
        for (String currency : value.keySet()) {
            BigDecimal left = notRefunded.remove(new Order(reference, currency));
            if (left != null && left.signum() > 0) {
                value.merge(currency, left.negate(), BigDecimal::add);
            }
        }
    }

    long touchpoints() {
        return touchpoints;
    }

    long orders() {
        return orders;
    }

    @Nullable Instant firstSeen() {
        return firstSeen;
    }

    @Nullable Instant lastActivity() {
        return lastActivity;
    }

    List<Money> value() {
        return value.entrySet().stream()
                .map(entry -> new Money(entry.getValue(), entry.getKey()))
                .toList();
    }
}
