package io.flywheel.query.winback;

import io.flywheel.api.Money;
import io.flywheel.api.winback.Campaign;
import io.flywheel.api.winback.CampaignResults.Cost;
import io.flywheel.api.winback.CampaignResults.Missing;
import io.flywheel.api.winback.CampaignResults.RevenueUplift;
import io.flywheel.api.winback.CampaignResults.Uplift;
import io.flywheel.api.winback.Difference;
import io.flywheel.api.winback.Newcombe;
import io.flywheel.api.winback.Sample;
import io.flywheel.api.winback.Welch;
import io.flywheel.query.money.Amounts;
import io.flywheel.query.money.Currency;
import io.flywheel.query.money.Millionths;
import io.flywheel.query.money.MoneyBook;
import io.flywheel.query.winback.Arrivals.Arrival;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Those who were sent messages beside those who were held out, each counted within the same time after her draw. */
final class Comparison {
    static final String NO_COST = "no-cost";
    static final String SEVERAL_CURRENCIES = "several-currencies";
    static final String NO_UPLIFT = "nothing-to-compare";
    static final String NOT_POSITIVE = "uplift-not-positive";
    private static final int PLACES = 6;

    private final long at;
    private final MoneyBook book;
    private final Currency currency;
    final Side addressed = new Side();
    final Side heldOut = new Side();
    private final Map<String, BigDecimal> costs = new TreeMap<>();
    private long messages;

    /** @param at in microseconds; what happened before it counts */
    Comparison(long at, MoneyBook book, Currency currency) {
        this.at = at;
        this.book = book;
        this.currency = currency;
    }

    /**
     * @param campaign in the version of her draw
     * @param reached the stages that are its goal or beyond
     * @param wasThere whether she was in the campaign's stage then, as is known now; none if that is not known
     */
    void add(
            String person,
            Draw draw,
            Campaign campaign,
            Set<String> reached,
            List<Arrival> arrivals,
            @Nullable Boolean wasThere) {
        Side side = draw.addressed ? addressed : heldOut;
        if (Boolean.FALSE.equals(wasThere)) {
            side.takeBack();
        }
        long until = draw.until(campaign.within());
        long end = Math.min(until, at);
        boolean happened = arrivals.stream()
                .anyMatch(each -> each.matters(campaign, reached) && each.at() >= draw.at && each.at() < end);
        // That she stayed is known when the time is over.
        boolean isBack = campaign.isToStay() ? !happened && until <= at : happened;
        if (until > at) {
            side.open(isBack);
            return;
        }
        side.close(isBack, paid(person, draw.at, until));
        messages += draw.messages;
        Money cost = campaign.cost();
        if (cost != null && draw.messages > 0) {
            costs.merge(cost.currency(), cost.amount().multiply(BigDecimal.valueOf(draw.messages)), BigDecimal::add);
        }
    }

    private long paid(String stream, long from, long until) {
        int person = book.person(stream);
        long sum = 0;
        if (person >= 0) {
            for (int entry = book.from(person); entry < book.to(person); entry++) {
                if (book.at(entry) >= from && book.at(entry) < until && book.currency(entry) == currency.number()) {
                    sum = Millionths.plus(sum, book.amount(entry));
                }
            }
        }
        return sum;
    }

    @Nullable
    Uplift uplift() {
        if (addressed.people() == 0 || heldOut.people() == 0) {
            return null;
        }
        Difference found =
                Newcombe.difference(addressed.returned(), addressed.people(), heldOut.returned(), heldOut.people());
        return new Uplift(found.value(), found.low(), found.high(), Newcombe.METHOD, Newcombe.SOURCE);
    }

    @Nullable
    RevenueUplift revenueUplift() {
        if (addressed.people() == 0 || heldOut.people() == 0 || currency.code() == null) {
            return null;
        }
        Sample one = addressed.sample();
        Sample other = heldOut.sample();
        Difference found = Welch.difference(one, other).orElse(null);
        return new RevenueUplift(
                money(one.mean() - other.mean()),
                found == null ? null : money(found.low()),
                found == null ? null : money(found.high()),
                Welch.METHOD,
                Welch.SOURCE);
    }

    private Money money(double amount) {
        return new Money(
                Amounts.plain(new BigDecimal(amount).setScale(PLACES, RoundingMode.HALF_EVEN)),
                java.util.Objects.requireNonNullElse(currency.code(), ""));
    }

    static String conclusion(@Nullable Uplift uplift) {
        if (uplift == null) {
            return "nothing-to-compare";
        }
        return uplift.low() > 0 ? "works" : uplift.high() < 0 ? "harms" : "undecided";
    }

    Cost cost() {
        return new Cost(messages, total());
    }

    private @Nullable Money total() {
        if (costs.size() != 1) {
            return null;
        }
        Map.Entry<String, BigDecimal> only = costs.entrySet().iterator().next();
        return new Money(Amounts.plain(only.getValue()), only.getKey());
    }

    /** Why there is no cost per return; none where there is one. */
    @Nullable
    String costPerReturnReason(@Nullable Uplift uplift) {
        if (uplift == null) {
            return NO_UPLIFT;
        }
        if (costs.size() != 1) {
            return costs.isEmpty() ? NO_COST : SEVERAL_CURRENCIES;
        }
        return uplift.value() > 0 ? null : NOT_POSITIVE;
    }

    /** What the messages cost over the returns that would not have been without them. */
    @Nullable
    Money costPerReturn(@Nullable Uplift uplift) {
        Money total = total();
        if (total == null || uplift == null || !(uplift.value() > 0)) {
            return null;
        }
        // (returned / people - returned' / people') * people, as one fraction.
        BigDecimal more = BigDecimal.valueOf(addressed.returned())
                .multiply(BigDecimal.valueOf(heldOut.people()))
                .subtract(BigDecimal.valueOf(heldOut.returned()).multiply(BigDecimal.valueOf(addressed.people())));
        BigDecimal each = total.amount()
                .multiply(BigDecimal.valueOf(heldOut.people()))
                .divide(more, PLACES, RoundingMode.HALF_EVEN);
        return new Money(Amounts.plain(each), total.currency());
    }

    List<Missing> missing() {
        List<Missing> missing = new ArrayList<>();
        few(missing, "uplift", 1);
        few(missing, "revenueUplift", 2);
        if (currency.code() == null) {
            missing.add(new Missing("revenueUplift", "purchases", 0, 1));
        } else if (missing.isEmpty()
                && addressed.sample().variance() + heldOut.sample().variance() == 0) {
            missing.add(new Missing("revenueUplift", "differingAmounts", 1, 2));
        }
        return missing;
    }

    private void few(List<Missing> missing, String figure, long needed) {
        if (addressed.people() < needed) {
            missing.add(new Missing(figure, "addressed", addressed.people(), needed));
        }
        if (heldOut.people() < needed) {
            missing.add(new Missing(figure, "heldOut", heldOut.people(), needed));
        }
    }
}
