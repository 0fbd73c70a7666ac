package io.flywheel.query.money;

import io.flywheel.api.Micros;
import io.flywheel.api.Money;
import io.flywheel.api.touchpoint.MoneyEffect;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.api.touchpoint.TouchpointNames;
import io.flywheel.query.platform.Cells;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a block does to people's value; reads only the orders that it names. */
final class MoneyChanges {
    private static final Logger log = LoggerFactory.getLogger(MoneyChanges.class);

    /** A touchpoint's key is unique; the stream finds it faster. */
    record Touched(String stream, TouchpointKey key) {}

    record OrderId(String stream, String reference) {
        long hash() {
            long hash = 1_125_899_906_842_597L;
            for (int i = 0; i < stream.length(); i++) {
                hash = 31 * hash + stream.charAt(i);
            }
            for (int i = 0; i < reference.length(); i++) {
                hash = 31 * hash + reference.charAt(i);
            }
            return hash;
        }
    }

    /** The latest of each; what moved away and back has several. */
    private final Map<Touched, MoneyRow> single = new LinkedHashMap<>();

    private final List<MoneyRow> singles = new ArrayList<>();
    private final Map<Touched, Long> singleVoided = new LinkedHashMap<>();
    private final Map<OrderId, List<Consumer<Order>>> orders = new LinkedHashMap<>();

    void recorded(String stream, long position, Touchpoint facts) {
        MoneyRow.Fact fact = fact(stream, position, facts);
        if (fact == null) {
            return;
        }
        if (fact.reference() == null) {
            BigDecimal amount = fact.effect() == MoneyEffect.EARNS
                    ? fact.said()
                    : fact.said().negate();
            MoneyRow row = new MoneyRow(fact, fact.currency(), amount, position, false);
            single.put(new Touched(stream, fact.key()), row);
            singles.add(row);
        } else {
            order(stream, fact.reference()).add(order -> order.recorded(fact, position));
        }
    }

    void voided(String stream, long position, Touchpoint facts) {
        MoneyRow.Fact fact = fact(stream, position, facts);
        if (fact == null) {
            return;
        }
        if (fact.reference() != null) {
            order(stream, fact.reference()).add(order -> order.voided(fact.key(), position));
            return;
        }
        Touched touched = new Touched(stream, fact.key());
        MoneyRow row = single.get(touched);
        if (row != null) {
            row.withdrawnAt = position;
        } else {
            singleVoided.put(touched, position);
        }
    }

    private List<Consumer<Order>> order(String stream, String reference) {
        return orders.computeIfAbsent(new OrderId(stream, reference), id -> new ArrayList<>());
    }

    private static MoneyRow.@Nullable Fact fact(String stream, long position, Touchpoint facts) {
        Money money = facts.money();
        MoneyEffect effect = TouchpointNames.moneyEffect(facts.name());
        boolean cancelsOrder = effect == MoneyEffect.CANCELS && facts.reference() != null;
        if (effect == MoneyEffect.NONE || (money == null && !cancelsOrder)) {
            return null;
        }
        BigDecimal said =
                money == null ? BigDecimal.ZERO : money.amount().setScale(MoneyBook.SCALE, RoundingMode.HALF_EVEN);
        // What is larger than services may send comes from before that rule, or from elsewhere.
        if (said.precision() - said.scale() > Money.INTEGER_DIGITS) {
            log.warn("the amount of the touchpoint at position {} is too large to be counted", position);
            return null;
        }
        return new MoneyRow.Fact(
                stream,
                facts.key(),
                Cells.cut(facts.name()),
                effect,
                Cells.cutIfAny(facts.reference()),
                Micros.of(facts.occurredAt()),
                // What a cancellation takes back is the order's, in the order's currencies.
                money == null || cancelsOrder ? "" : money.currency(),
                said);
    }

    void write(JdbcTemplate jdbc, int generation) {
        MoneyTable table = new MoneyTable(jdbc, generation);
        Map<OrderId, Order> settled = new LinkedHashMap<>();
        orders.keySet().forEach(id -> settled.put(id, new Order()));
        table.standing(orders.keySet(), row -> {
            Order order = settled.get(new OrderId(row.fact.stream(), String.valueOf(row.fact.reference())));
            if (order != null) {
                order.read(row);
            }
        });
        List<MoneyRow> rows = new ArrayList<>(singles);
        settled.forEach((id, order) -> {
            orders.getOrDefault(id, List.of()).forEach(event -> event.accept(order));
            rows.addAll(order.rows());
        });
        List<MoneyRow> withdrawn = rows.stream()
                .filter(row -> row.stored && row.withdrawnAt != MoneyProjection.FOREVER)
                .toList();
        table.withdraw(singleVoided);
        table.withdraw(withdrawn);
        Map<Long, String> whose = new TreeMap<>();
        singleVoided.forEach((touched, position) -> whose.put(position, touched.stream()));
        withdrawn.forEach(row -> whose.put(row.withdrawnAt, row.fact.stream()));
        table.tellWithdrawals(whose);
        table.insert(rows.stream().filter(row -> !row.stored).toList());
    }
}
