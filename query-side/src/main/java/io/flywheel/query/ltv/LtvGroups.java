package io.flywheel.query.ltv;

import io.flywheel.api.ltv.LifetimeValue;
import io.flywheel.query.money.Currency;
import io.flywheel.query.money.MoneyBook;
import io.flywheel.query.money.Totals;
import io.flywheel.query.platform.Grouping;
import io.flywheel.query.platform.Problems;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the value of groups of people apart: by channel, by stage, by segment, whatever others know. */
@Component
class LtvGroups {
    /** The grouping by which spend is known as well. */
    private static final String BY_CHANNEL = "channel";

    private final List<Grouping> groupings;
    private final AdSpend spend;

    LtvGroups(List<Grouping> groupings, AdSpend spend) {
        this.groupings = groupings;
        this.spend = spend;
    }

    /** What one group adds up to. */
    private static final class Group {
        private long people;
        private long buyers;
        private long orders;
        private long repeated;
        private long newBuyers;
        private final Totals revenue = new Totals(1);

        private void add(Lives lives, int person, long from) {
            people++;
            if (person >= 0) {
                revenue.add(0, lives.money[person]);
                orders += lives.orders[person];
                buyers += lives.orders[person] > 0 ? 1 : 0;
                repeated += lives.orders[person] > 1 ? 1 : 0;
                newBuyers += lives.orders[person] > 0 && lives.firstDay[person] >= from ? 1 : 0;
            }
        }

        private LifetimeValue.Group told(String name, Currency currency, @Nullable BigInteger spend) {
            BigInteger money = revenue.get(0);
            Acquisition won =
                    spend == null ? Acquisition.UNKNOWN : Acquisition.of(spend, newBuyers, money, buyers, currency);
            return new LifetimeValue.Group(
                    name,
                    people,
                    buyers,
                    orders,
                    currency.money(money),
                    currency.mean(money, orders),
                    currency.mean(money, buyers),
                    currency.mean(money, people),
                    LtvQueries.share(repeated, buyers),
                    won.spend(),
                    won.newBuyers(),
                    won.cac(),
                    won.ltvToCac());
        }
    }

    Grouping named(String by) {
        return groupings.stream()
                .filter(one -> one.name().equals(by))
                .findFirst()
                .orElseThrow(() -> Problems.bad(
                        "by",
                        "by=" + by + " is not one of "
                                + groupings.stream()
                                        .map(Grouping::name)
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /** What an answer is told from. */
    List<String> readModels(String by) {
        List<String> models = new ArrayList<>(named(by).readModels());
        if (by.equals(BY_CHANNEL)) {
            models.add(SpendProjection.NAME);
        }
        return models;
    }

    /** The most valuable first; a channel on which money was spent is there even if nobody came by it. */
    List<LifetimeValue.Group> of(
            String by, @Nullable String model, LtvQuestion question, MoneyBook book, Lives lives, Currency currency) {
        Map<String, Group> groups = new TreeMap<>();
        LocalDate from = question.fromDay();
        Map<String, BigInteger> spent =
                by.equals(BY_CHANNEL) ? spend.perChannel(currency.code(), from, question.asOf()) : Map.of();
        spent.keySet().forEach(channel -> groups.put(channel, new Group()));
        long firstDay = from == null ? Long.MIN_VALUE : from.toEpochDay();
        named(by)
                .each(
                        new Grouping.Question(question.at(), model, currency.code()),
                        (stream, name) -> groups.computeIfAbsent(name, first -> new Group())
                                .add(lives, book.person(stream), firstDay));
        List<LifetimeValue.Group> told = new ArrayList<>();
        groups.forEach((name, group) -> told.add(group.told(name, currency, spent.get(name))));
        told.sort(Comparator.comparing(
                        (LifetimeValue.Group group) -> group.revenue().amount())
                .reversed());
        return told;
    }
}
