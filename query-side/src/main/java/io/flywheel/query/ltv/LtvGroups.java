package io.flywheel.query.ltv;

import io.flywheel.api.ltv.LifetimeValue;
import io.flywheel.query.money.Currency;
import io.flywheel.query.money.MoneyBook;
import io.flywheel.query.money.Totals;
import io.flywheel.query.platform.Grouping;
import io.flywheel.query.platform.Problems;
import java.math.BigInteger;
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
    private final List<Grouping> groupings;

    LtvGroups(List<Grouping> groupings) {
        this.groupings = groupings;
    }

    /** What one group adds up to. */
    private static final class Group {
        private long people;
        private long buyers;
        private long orders;
        private long repeated;
        private final Totals revenue = new Totals(1);

        private void add(Lives lives, int person) {
            people++;
            if (person >= 0) {
                revenue.add(0, lives.money[person]);
                orders += lives.orders[person];
                buyers += lives.orders[person] > 0 ? 1 : 0;
                repeated += lives.orders[person] > 1 ? 1 : 0;
            }
        }

        private LifetimeValue.Group told(String name, Currency currency) {
            BigInteger money = revenue.get(0);
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
                    null,
                    null,
                    null,
                    null);
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

    /** The most valuable first. */
    List<LifetimeValue.Group> of(
            String by, @Nullable String model, LtvQuestion question, MoneyBook book, Lives lives, Currency currency) {
        Map<String, Group> groups = new TreeMap<>();
        named(by)
                .each(
                        new Grouping.Question(question.at(), model, currency.code()),
                        (stream, name) -> groups.computeIfAbsent(name, first -> new Group())
                                .add(lives, book.person(stream)));
        List<LifetimeValue.Group> told = new ArrayList<>();
        groups.forEach((name, group) -> told.add(group.told(name, currency)));
        told.sort(Comparator.comparing(
                        (LifetimeValue.Group group) -> group.revenue().amount())
                .reversed());
        return told;
    }
}
