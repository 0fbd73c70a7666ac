package io.flywheel.query.stage;

import static io.flywheel.query.stage.Story.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.Money;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Given orders, refunds and cancellations, then what the people of a stage are worth. */
class StageValueIT extends StageWorld {
    @Test
    void value_is_net_revenue_of_the_people_there_at_that_instant() {
        models.tell(
                "ada",
                OPENED,
                bought(1, 0, "10.50", null),
                entered(null, "acquisition", 1, 0),
                bought(2, 5, "20", "o2"),
                entered("acquisition", "revenue", 2, 5),
                refunded(3, 7, "5", "o2"));
        assertThat(value(day(1))).containsExactly(cny("10.50"));
        assertThat(value(day(6))).containsExactly(cny("30.50"));
        assertThat(value(day(8))).containsExactly(cny("25.50"));
    }

    @Test
    void a_cancellation_takes_back_what_is_not_refunded_in_whatever_order_things_arrive() {
        List<TouchpointRecorded> events = List.of(
                bought(1, 0, "100", "o1"),
                refunded(2, 3, "30", "o1"),
                cancelled(3, 5, "o1"),
                refunded(4, 6, "70", "o1"));
        int[][] orders = {{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 0, 3, 1}, {1, 2, 0, 3}};
        for (int i = 0; i < orders.length; i++) {
            String stream = "p" + i;
            models.tell(stream, OPENED);
            for (int event : orders[i]) {
                models.tell(stream, events.get(event));
            }
        }
        models.tell("together", OPENED, events.get(2), events.get(3), events.get(0), events.get(1));
        assertThat(value(day(1))).containsExactly(cny("500.00"));
        assertThat(value(day(4))).containsExactly(cny("350.00"));
        assertThat(value(day(7))).containsExactly(cny("0.00"));
    }

    @Test
    void voiding_a_cancellation_gives_back_what_it_took() {
        TouchpointRecorded cancelled = cancelled(2, 5, "o1");
        models.tell("ada", OPENED, bought(1, 0, "100", "o1"), cancelled);
        assertThat(value(day(6))).containsExactly(cny("0.00"));
        models.tell("ada", voided(cancelled, day(0), "web", day(0)));
        assertThat(value(day(6))).containsExactly(cny("100.00"));
    }

    @Test
    void currencies_are_never_added_up_and_the_commonest_comes_first() {
        models.tell(
                "ada",
                OPENED,
                recorded(touchpoint(
                        1, "Order Completed", day(0), "web", new Money(new java.math.BigDecimal("3"), "USD"), null)),
                bought(2, 1, "1", null),
                bought(3, 2, "1", null));
        assertThat(value(day(3))).containsExactly(cny("2.00"), new Money(new java.math.BigDecimal("3.00"), "USD"));
        assertThat(stages.at(new StageQuestion(AARRR, null), day(3), "USD", false)
                        .stages()
                        .getLast()
                        .value())
                .hasSize(1);
    }
}
