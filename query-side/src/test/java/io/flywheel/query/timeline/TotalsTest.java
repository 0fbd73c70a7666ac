package io.flywheel.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.Money;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.query.PersonWorld;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class TotalsTest {
    private static Touchpoint paid(String id, String name, String time, String amount) {
        return PersonWorld.facts(
                id, name, "2026-01-0" + time + ":00:00Z", new Money(new BigDecimal(amount), "CNY"), "order-1");
    }

    private static Touchpoint cancelled(String id, String time) {
        return PersonWorld.facts(id, "Order Cancelled", "2026-01-0" + time + ":00:00Z", null, "order-1");
    }

    private static String value(Touchpoint... touchpoints) {
        Totals totals = new Totals();
        List.of(touchpoints).forEach(totals::add);
        return totals.value().isEmpty()
                ? "0"
                : totals.value().getFirst().amount().stripTrailingZeros().toPlainString();
    }

    @Test
    void a_cancellation_takes_back_only_what_is_not_refunded_yet() {
        Touchpoint bought = paid("a", "Order Completed", "1T10", "10");
        assertThat(value(bought, paid("b", "Order Refunded", "2T10", "4"))).isEqualTo("6");
        assertThat(value(bought, paid("b", "Order Refunded", "2T10", "4"), cancelled("c", "3T10")))
                .isEqualTo("0");
        assertThat(value(bought, cancelled("c", "2T10"), paid("b", "Order Refunded", "3T10", "10")))
                .isEqualTo("0");
        assertThat(value(bought, cancelled("c", "2T10"), cancelled("d", "3T10")))
                .isEqualTo("0");
        assertThat(value(cancelled("c", "1T10"))).isEqualTo("0");
    }

    @Test
    void money_that_is_only_quoted_does_not_count() {
        assertThat(value(paid("a", "Checkout Started", "1T10", "10"))).isEqualTo("0");
    }

    @Test
    void equal_times_add_up_alike_in_whatever_order_they_are_handed_over() {
        Touchpoint bought = paid("a", "Order Completed", "1T10", "10");
        Touchpoint cancelled = cancelled("b", "1T10");
        assertThat(value(bought, cancelled)).isEqualTo(value(cancelled, bought));
    }

    @Test
    void what_is_done_to_her_is_a_touchpoint_but_no_activity() {
        Totals totals = new Totals();
        totals.add(PersonWorld.touchpoint("a", "Liked", "2026-01-01T00:00:00Z"));
        totals.add(PersonWorld.touchpoint("b", "Message Sent", "2026-01-02T00:00:00Z"));
        assertThat(totals.touchpoints()).isEqualTo(2);
        assertThat(totals.lastActivity()).isEqualTo("2026-01-01T00:00:00Z");
    }
}
