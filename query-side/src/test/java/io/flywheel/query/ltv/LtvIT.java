package io.flywheel.query.ltv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.api.Money;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.ltv.LifetimeValue;
import io.flywheel.query.Purchases;
import io.flywheel.query.money.MoneyProjection;
import io.flywheel.query.platform.Grouping;
import io.flywheel.query.platform.Interval;
import io.flywheel.query.platform.TestReadModels;
import io.flywheel.query.platform.TooLarge;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.web.ErrorResponseException;

/** Given orders, refunds and cancellations, then what people were worth. */
class LtvIT {
    private final TestReadModels models = new TestReadModels(new MoneyProjection());
    private final Purchases shop = new Purchases();

    @Test
    void nobody_is_worth_nothing() {
        LifetimeValue value = at("2026-07-01T00:00:00Z", null);
        assertThat(value.buyers()).isZero();
        assertThat(value.currency()).isNull();
        assertThat(value.revenue()).isEqualTo(new Money(new BigDecimal("0.00"), ""));
        assertThat(value.periods()).isEmpty();
        assertThat(value.cohorts()).isEmpty();
        assertThat(value.repeatRate()).isZero();
        assertThat(value.habits().medianDaysBetween()).isNull();
        assertThat(value.habits().topTenthShare()).isNull();
    }

    @Test
    void a_refund_lowers_revenue_at_its_own_time_and_is_no_order() {
        models.tell("ada", shop.bought("2026-01-10", "100"), shop.refunded("2026-02-05", "30", null));
        LifetimeValue value = at("2026-03-01T00:00:00Z", null);
        assertThat(value.orders()).isEqualTo(1);
        assertThat(value.revenue()).isEqualTo(cny("70.00"));
        assertThat(value.aov()).isEqualTo(cny("70.00"));
        assertThat(value.periods()).extracting(LifetimeValue.Period::period).containsExactly("2026-01", "2026-02");
        assertThat(value.periods()).extracting(LifetimeValue.Period::orders).containsExactly(1L, 0L);
        assertThat(value.periods()).extracting(LifetimeValue.Period::active).containsExactly(1L, 0L);
        assertThat(value.periods())
                .extracting(LifetimeValue.Period::revenue)
                .containsExactly(cny("100.00"), cny("-30.00"));
        assertThat(at("2026-02-01T00:00:00Z", null).revenue()).isEqualTo(cny("100.00"));
    }

    @Test
    void a_cancelled_order_is_worth_nothing_from_its_cancellation_on_and_voiding_that_gives_it_back() {
        TouchpointRecorded cancelled = shop.cancelled("2026-01-20", "o1");
        models.tell(
                "ada",
                shop.bought("2026-01-10", "100", "CNY", "o1"),
                shop.refunded("2026-01-15", "40", "o1"),
                cancelled);
        assertThat(at("2026-01-16T00:00:00Z", null).revenue()).isEqualTo(cny("60.00"));
        assertThat(at("2026-02-01T00:00:00Z", null).revenue()).isEqualTo(cny("0.00"));
        models.tell("ada", Purchases.voided(cancelled));
        assertThat(at("2026-02-01T00:00:00Z", null).revenue()).isEqualTo(cny("60.00"));
    }

    @Test
    void an_order_of_nothing_is_an_order() {
        models.tell("ada", shop.bought("2026-01-10", "0"), shop.bought("2026-01-11", "0.000001"));
        LifetimeValue value = at("2026-02-01T00:00:00Z", null);
        assertThat(value.orders()).isEqualTo(2);
        assertThat(value.repeatRate()).isEqualTo(1);
        assertThat(value.revenue()).isEqualTo(cny("0.000001"));
    }

    @Test
    void currencies_are_never_added_up_and_the_commonest_is_the_default() {
        models.tell(
                "ada",
                shop.bought("2026-01-10", "5", "USD", null),
                shop.bought("2026-01-10", "7"),
                shop.bought("2026-01-11", "9"));
        models.tell("grace", shop.bought("2026-01-12", "11", "USD", null));
        LifetimeValue cny = at("2026-02-01T00:00:00Z", null);
        assertThat(cny.revenue()).isEqualTo(cny("16.00"));
        assertThat(cny.otherCurrencies()).containsExactly("USD");
        assertThat(cny.buyers()).isEqualTo(1);
        assertThat(at("2026-02-01T00:00:00Z", "USD").revenue()).isEqualTo(new Money(new BigDecimal("16.00"), "USD"));
        assertThat(at("2026-02-01T00:00:00Z", "USD").buyers()).isEqualTo(2);
        assertThatThrownBy(() -> at("2026-02-01T00:00:00Z", "EUR"))
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        problem -> assertThat(problem.getBody().getDetail()).contains("CNY, USD"));
    }

    @Test
    void money_that_cannot_be_added_up_exactly_is_not_told_at_all() {
        for (int i = 0; i < 10; i++) {
            models.tell("ada", shop.bought("2026-01-10", "999999999999.999999"));
        }
        assertThatThrownBy(() -> at("2026-02-01T00:00:00Z", null))
                .isInstanceOf(ArithmeticException.class)
                .isInstanceOf(TooLarge.class);
    }

    @Test
    void two_orders_on_one_day_repeat_by_orders_but_not_by_days() {
        models.tell("ada", shop.bought("2026-01-10T23:30:00Z", "1"), shop.bought("2026-01-11T00:30:00Z", "1"));
        LifetimeValue utc = at("2026-02-01T00:00:00Z", null);
        assertThat(utc.repeatRateDays()).isEqualTo(1);
        assertThat(utc.habits().medianDaysBetween()).isEqualTo(1);
        LifetimeValue shanghai = ask("2026-02-01T00:00:00Z", null, null, ZoneId.of("Asia/Shanghai"), Interval.MONTH);
        assertThat(shanghai.repeatRate()).isEqualTo(1);
        assertThat(shanghai.repeatRateDays()).isZero();
    }

    @Test
    void the_month_that_is_not_over_is_marked_and_cohorts_begin_with_the_first_order() {
        models.tell("ada", shop.bought("2026-01-31", "10"), shop.bought("2026-03-01", "20"));
        models.tell("grace", shop.bought("2026-02-01", "30"));
        LifetimeValue value = at("2026-03-15T00:00:00Z", null);
        assertThat(value.periods()).extracting(LifetimeValue.Period::complete).containsExactly(true, true, false);
        assertThat(value.cohorts()).extracting(LifetimeValue.Cohort::cohort).containsExactly("2026-01", "2026-02");
        LifetimeValue.Cohort january = value.cohorts().getFirst();
        assertThat(january.ltv()).isEqualTo(cny("30.00"));
        assertThat(january.cells()).extracting(LifetimeValue.Cell::active).containsExactly(1L, 0L, 1L);
        assertThat(january.cells())
                .extracting(LifetimeValue.Cell::cumulative)
                .containsExactly(cny("10.00"), cny("10.00"), cny("30.00"));
        assertThat(ask("2026-03-15T00:00:00Z", "2026-02-10T00:00:00Z", null, ZoneOffset.UTC, Interval.MONTH)
                        .periods())
                .extracting(LifetimeValue.Period::period)
                .containsExactly("2026-02", "2026-03");
    }

    @Test
    void the_most_valuable_tenth_is_rounded_up() {
        for (int i = 0; i < 11; i++) {
            models.tell("p" + i, shop.bought("2026-01-10", i < 2 ? "45" : "1"));
        }
        assertThat(at("2026-02-01T00:00:00Z", null).habits().topTenthShare()).isEqualTo(90 / 99.0);
        assertThat(at("2026-02-01T00:00:00Z", null).habits().median()).isEqualTo(cny("1.00"));
    }

    private LifetimeValue at(String at, @Nullable String currency) {
        return ask(at, null, currency, ZoneOffset.UTC, Interval.MONTH);
    }

    private LifetimeValue ask(
            String at, @Nullable String from, @Nullable String currency, ZoneId zone, Interval interval) {
        List<Grouping> none = List.of();
        return new LtvQueries(models.books(), instant -> 0, new LtvGroups(none, new AdSpend(models.ledger.jdbc)))
                .value(
                        new LtvQuestion(
                                Instant.parse(at), from == null ? null : Instant.parse(from), interval, currency, zone),
                        null,
                        null);
    }

    private static Money cny(String amount) {
        return new Money(new BigDecimal(amount), "CNY");
    }
}
