package io.flywheel.query.ltv;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.Money;
import io.flywheel.api.ltv.LifetimeValue;
import io.flywheel.api.spend.SpendRecorded;
import io.flywheel.query.Purchases;
import io.flywheel.query.money.MoneyProjection;
import io.flywheel.query.platform.Grouping;
import io.flywheel.query.platform.Interval;
import io.flywheel.query.platform.TestReadModels;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Given purchases and spend, then what a new buyer cost. */
class AcquisitionIT {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final SpendProjection projection = new SpendProjection();
    private final TestReadModels models = new TestReadModels(new MoneyProjection(), projection);
    private final Purchases shop = new Purchases();

    @Test
    void lifetime_value_of_all_buyers_is_compared_with_the_cost_of_a_new_one() {
        models.tell("ada", shop.bought("2026-01-10", "100"), shop.bought("2026-02-10", "50"));
        models.tell("grace", shop.bought("2026-02-11", "30"));
        spent("ads", "2026-02-01", "45", "CNY");
        LifetimeValue.Group ads = ads("2026-03-01T00:00:00Z", "2026-02-01T00:00:00Z");
        assertThat(ads.spend()).isEqualTo(money("45.00", "CNY"));
        assertThat(ads.newBuyers()).isEqualTo(1);
        assertThat(ads.cac()).isEqualTo(money("45.00", "CNY"));
        assertThat(ads.ltv()).isEqualTo(money("90.00", "CNY"));
        assertThat(ads.ltvToCac()).isEqualTo(2);
        assertThat(ads("2026-03-01T00:00:00Z", null).newBuyers()).isEqualTo(2);
    }

    @Test
    void from_is_the_first_day_that_counts_and_at_the_first_that_does_not() {
        models.tell("ada", shop.bought("2026-01-31T23:59:59Z", "1"));
        models.tell("grace", shop.bought("2026-02-01T00:00:00Z", "1"));
        models.tell("hedy", shop.bought("2026-02-28T23:59:59Z", "1"));
        models.tell("mary", shop.bought("2026-03-01T00:00:00Z", "1"));
        spent("ads", "2026-01-31", "1", "CNY");
        spent("ads", "2026-02-01", "20", "CNY");
        spent("ads", "2026-02-28", "300", "CNY");
        spent("ads", "2026-03-01", "4000", "CNY");
        LifetimeValue.Group february = ads("2026-03-01T00:00:00Z", "2026-02-01T00:00:00Z");
        assertThat(february.spend()).isEqualTo(money("320.00", "CNY"));
        assertThat(february.newBuyers()).isEqualTo(2);
        assertThat(ads("2026-03-01T00:00:00.000001Z", "2026-02-01T00:00:00Z").spend())
                .isEqualTo(money("4320.00", "CNY"));
        assertThat(ads("2026-03-01T00:00:00Z", "2026-01-31T23:59:59Z").spend()).isEqualTo(money("321.00", "CNY"));
    }

    @Test
    void days_are_those_of_the_reporting_zone() {
        models.tell("ada", shop.bought("2026-01-31T15:59:59Z", "1"));
        models.tell("grace", shop.bought("2026-01-31T16:00:00Z", "1"));
        spent("ads", "2026-01-31", "1", "CNY");
        spent("ads", "2026-02-01", "20", "CNY");
        LifetimeValue.Group february = ask("2026-02-28T16:00:00Z", "2026-01-31T16:00:00Z", null, SHANGHAI)
                .get("ads");
        assertThat(february.spend()).isEqualTo(money("20.00", "CNY"));
        assertThat(february.newBuyers()).isEqualTo(1);
        assertThat(ask("2026-01-31T16:00:00Z", null, null, SHANGHAI).get("ads").spend())
                .isEqualTo(money("1.00", "CNY"));
    }

    @Test
    void currencies_are_never_mixed() {
        models.tell("ada", shop.bought("2026-01-10", "10"), shop.bought("2026-01-12", "10"));
        models.tell("grace", shop.bought("2026-01-11", "8", "USD", null));
        spent("ads", "2026-01-01", "5", "CNY");
        spent("ads", "2026-01-01", "2", "USD");
        spent("radio", "2026-01-01", "7", "USD");
        Map<String, LifetimeValue.Group> cny = ask("2026-02-01T00:00:00Z", null, "CNY", ZoneOffset.UTC);
        assertThat(cny.get("ads").spend()).isEqualTo(money("5.00", "CNY"));
        assertThat(cny.get("ads").cac()).isEqualTo(money("5.00", "CNY"));
        assertThat(cny).doesNotContainKey("radio");
        Map<String, LifetimeValue.Group> usd = ask("2026-02-01T00:00:00Z", null, "USD", ZoneOffset.UTC);
        assertThat(usd.get("ads").spend()).isEqualTo(money("2.00", "USD"));
        assertThat(usd.get("ads").ltvToCac()).isEqualTo(4);
        assertThat(usd.get("radio").spend()).isEqualTo(money("7.00", "USD"));
    }

    @Test
    void a_channel_by_which_nobody_came_is_told_with_what_it_cost() {
        models.tell("ada", shop.bought("2026-01-10", "10"));
        spent("radio", "2026-01-01", "7", "CNY");
        Map<String, LifetimeValue.Group> groups = ask("2026-02-01T00:00:00Z", null, null, ZoneOffset.UTC);
        LifetimeValue.Group radio = groups.get("radio");
        assertThat(radio.people()).isZero();
        assertThat(radio.newBuyers()).isZero();
        assertThat(radio.spend()).isEqualTo(money("7.00", "CNY"));
        assertThat(radio.cac()).isNull();
        assertThat(radio.ltvToCac()).isNull();
        assertThat(groups.get("ads").spend()).isNull();
        assertThat(groups.get("ads").newBuyers()).isNull();
    }

    @Test
    void what_cost_nothing_has_no_ratio() {
        models.tell("ada", shop.bought("2026-01-10", "10"));
        spent("ads", "2026-01-01", "0", "CNY");
        LifetimeValue.Group ads = ads("2026-02-01T00:00:00Z", null);
        assertThat(ads.cac()).isEqualTo(money("0.00", "CNY"));
        assertThat(ads.ltvToCac()).isNull();
    }

    @Test
    void a_corrected_amount_takes_the_place_of_the_earlier_one_in_one_block_and_across_blocks() {
        models.tell("ada", shop.bought("2026-01-10", "10"));
        models.tell(
                "spend:x:2026",
                event("ads", "2026-01-01", "1", "CNY"),
                event("ads", "2026-01-01", "2", "CNY"),
                event("ads", "2026-01-01", "3", "CNY"));
        assertThat(ads("2026-02-01T00:00:00Z", null).spend()).isEqualTo(money("3.00", "CNY"));
        spent("ads", "2026-01-01", "4", "CNY");
        assertThat(ads("2026-02-01T00:00:00Z", null).spend()).isEqualTo(money("4.00", "CNY"));
        assertThat(models.ledger.jdbc.queryForList("SELECT known_at, withdrawn_at FROM spend ORDER BY known_at"))
                .hasSize(4)
                .extracting(row -> row.get("withdrawn_at"))
                .containsExactly(3L, 4L, 5L, Long.MAX_VALUE);
    }

    @Test
    void a_rebuild_in_blocks_of_any_size_ends_in_the_same_rows() {
        for (int i = 0; i < 20; i++) {
            spent(i % 3 == 0 ? "ads" : "广告", "2026-01-0" + (1 + i % 4), String.valueOf(i), "CNY");
        }
        String all = "SELECT channel, spent_on, currency, known_at, amount, withdrawn_at FROM spend ORDER BY known_at";
        List<Map<String, Object>> before = models.ledger.jdbc.queryForList(all);
        models.rebuild(projection, 2, 7);
        assertThat(models.ledger.jdbc.queryForList(all)).isEqualTo(before);
        models.switchTo(projection, 2);
        assertThat(models.ledger.jdbc.queryForList(all)).isEqualTo(before).hasSize(20);
    }

    private void spent(String channel, String day, String amount, String currency) {
        models.tell("spend:" + channel.hashCode() + ":2026", event(channel, day, amount, currency));
    }

    private static SpendRecorded event(String channel, String day, String amount, String currency) {
        return new SpendRecorded(channel, LocalDate.parse(day), money(amount, currency), "test");
    }

    private LifetimeValue.Group ads(String at, @Nullable String from) {
        return ask(at, from, null, ZoneOffset.UTC).get("ads");
    }

    private Map<String, LifetimeValue.Group> ask(
            String at, @Nullable String from, @Nullable String currency, ZoneId zone) {
        LtvGroups groups = new LtvGroups(List.of(new EverybodyCameByAds()), new AdSpend(models.ledger.jdbc));
        List<LifetimeValue.Group> told = new LtvQueries(models.books(), instant -> 0, groups)
                .value(
                        new LtvQuestion(
                                Instant.parse(at),
                                from == null ? null : Instant.parse(from),
                                Interval.MONTH,
                                currency,
                                zone),
                        "channel",
                        null)
                .groups();
        assertThat(groups.readModels("channel")).containsExactly("stage", "spend");
        return java.util.Objects.requireNonNull(told).stream()
                .collect(java.util.stream.Collectors.toMap(LifetimeValue.Group::group, group -> group));
    }

    private static Money money(String amount, String currency) {
        return new Money(new BigDecimal(amount), currency);
    }

    private static final class EverybodyCameByAds implements Grouping {
        @Override
        public String name() {
            return "channel";
        }

        @Override
        public List<String> readModels() {
            return List.of("stage");
        }

        @Override
        public void each(Question question, Reader reader) {
            List.of("ada", "grace", "hedy", "mary").forEach(stream -> reader.person(stream, "ads"));
        }
    }
}
