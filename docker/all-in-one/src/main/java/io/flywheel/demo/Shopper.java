package io.flywheel.demo;

import io.flywheel.api.Money;
import io.flywheel.demo.Diary.Detail;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** One person's way through the shop. */
final class Shopper {
    private static final String CURRENCY = "EUR";
    private static final List<String> PRODUCTS =
            List.of("teapot", "linen shirt", "notebook", "lamp", "running socks", "olive oil", "desk plant", "茶杯");

    private final Diary diary;
    private final ShopChannel channel;
    private final Chance chance;
    private final Invitations invitations;
    private final Community community;
    private int orders;
    private int tickets;

    Shopper(Diary diary, ShopChannel channel, Chance chance, Invitations invitations) {
        this.diary = diary;
        this.channel = channel;
        this.chance = chance;
        this.invitations = invitations;
        this.community = new Community(diary, chance, invitations);
    }

    void comes(Instant first) {
        Instant at = first;
        for (int shown = (int) Math.round(chance.uniform(0, 2 * channel.impressions)); shown > 0; shown--) {
            diary.track(at, "Ad Impression", channel.code);
            at = at.plus(chance.minutes(5, 600));
        }
        if (channel.impressions > 0.5) {
            diary.track(at, "Ad Clicked", channel.code);
        }
        at = look(at.plusSeconds(chance.between(2, 20)), channel.code);
        if (!chance.happens(channel.signsUp)) {
            comesBackWithoutSigningUp(at);
            return;
        }
        at = at.plus(chance.minutes(1, 8));
        diary.identify(at, onlineOr("web"), Names.traitsOf(diary.person(), chance));
        diary.track(at.plusSeconds(1), "Signed Up", onlineOr("web"));
        Instant lost = visits(at, chance.delay(channel.interest));
        community.offers(lost, this::order);
        hearsFromTheShop(at, lost);
        if (chance.happens(0.22)) {
            Instant again = chance.awake(lost.plus(Duration.ofDays(chance.between(65, 200))));
            visits(again, chance.delay(60));
        }
    }

    private void comesBackWithoutSigningUp(Instant from) {
        Instant at = from;
        while (chance.happens(0.35)) {
            at = look(chance.awake(at.plus(chance.delay(12))), "web");
        }
    }

    /** @return when her interest had ended */
    private Instant visits(Instant from, Duration interest) {
        Instant until = from.plus(interest);
        Instant at = from.plus(chance.minutes(1, 20));
        while (at.isBefore(until) && diary.stillOpenAt(at)) {
            visit(at);
            double busy = Season.of(LocalDate.ofInstant(at, ZoneOffset.UTC));
            at = chance.awake(
                    at.plus(chance.delay(channel.daysBetweenVisits / busy)).plus(Duration.ofHours(3)));
        }
        return until;
    }

    private void visit(Instant at) {
        String where = onlineOr(chance.happens(0.4) ? "app" : "web");
        if (!where.equals("store")) {
            diary.track(at, "Signed In", where);
        }
        Instant then = look(at.plusSeconds(20), where);
        if (chance.happens(0.5)) {
            diary.track(then, "Product Viewed", where, Detail.NONE, Map.of("product", chance.oneOf(PRODUCTS)));
            then = then.plus(chance.minutes(1, 6));
        }
        double habit = (1 + 0.5 * Math.min(orders, 4)) * (community.has(at) ? 1.25 : 1);
        if (chance.happens(channel.buys * habit)) {
            then = order(then, where);
        }
        if (!where.equals("store")) {
            diary.track(
                    then,
                    "Session Ended",
                    where,
                    Detail.seconds(Duration.between(at, then).toSeconds()),
                    Map.of());
        }
    }

    private Instant look(Instant at, String where) {
        Instant then = at;
        for (int pages = chance.between(1, 2); pages > 0; pages--) {
            diary.page(then, where, pages == 1 ? "/shop" : "/stories");
            then = then.plusSeconds(chance.between(15, 240));
        }
        return then;
    }

    private Instant order(Instant at, String where) {
        orders++;
        String order = "O-" + diary.person() + "-" + orders;
        boolean member = community.has(at);
        int items = member ? chance.between(2, 5) : chance.between(1, 4);
        double basket = channel.medianBasket * (member ? 1.25 : 1);
        Money paid = money(chance.around(basket, 0.5) * (1 + 0.15 * (items - 1)));
        if (!where.equals("store")) {
            diary.track(at, "Product Added", where, Detail.NONE, Map.of("product", chance.oneOf(PRODUCTS)));
        }
        Instant bought = at.plus(chance.minutes(2, 12));
        diary.track(
                bought,
                "Order Completed",
                where,
                Detail.order(order, paid, items),
                Map.of("products", chance.oneOf(PRODUCTS)));
        afterwards(bought, order, paid);
        return bought.plusSeconds(30);
    }

    private void afterwards(Instant bought, String order, Money paid) {
        Instant later = chance.awake(bought.plus(chance.delay(6)));
        if (chance.happens(0.025)) {
            diary.track(bought.plus(chance.minutes(20, 600)), "Order Cancelled", "web", Detail.about(order), Map.of());
            return;
        }
        if (chance.happens(0.05)) {
            Money back = chance.happens(0.5) ? paid : money(paid.amount().doubleValue() / 2);
            diary.track(later, "Order Refunded", "web", new Detail(back, null, null, null, order), Map.of());
        }
        if (chance.happens(0.06)) {
            String ticket = "T-" + diary.person() + "-" + ++tickets;
            diary.track(later, "Ticket Opened", "email", Detail.about(ticket), Map.of());
            diary.track(later.plus(chance.delay(1.5)), "Ticket Solved", "email", Detail.about(ticket), Map.of());
        }
        if (chance.happens(0.14)) {
            int stars = chance.happens(0.65) ? 5 : chance.between(1, 4);
            diary.track(later.plus(chance.minutes(1, 90)), "Review Submitted", "web", Detail.score(stars), Map.of());
        }
        if (orders == 2 && chance.happens(0.4)) {
            diary.track(
                    later.plus(chance.minutes(5, 90)),
                    "NPS Submitted",
                    "email",
                    Detail.score(chance.between(4, 10)),
                    Map.of());
        }
        if (orders == 2) {
            community.ask(bought.plus(chance.minutes(30, 1_500)), channel);
        }
        if (orders >= 2 && chance.happens(0.12)) {
            invitations.send(diary, later.plus(chance.minutes(10, 300)), "Invite Sent", "app");
        }
    }

    /** A newsletter a month; opening one counts as being there, getting one does not. */
    private void hearsFromTheShop(Instant from, Instant lost) {
        String by = channel == ShopChannel.WECHAT ? "wechat" : "email";
        for (Instant at = from.plus(Duration.ofDays(chance.between(7, 28)));
                diary.stillOpenAt(at) && at.isBefore(lost.plus(Duration.ofDays(150)));
                at = at.plus(Duration.ofDays(30))) {
            diary.track(at, "Message Sent", by);
            if (at.isBefore(lost) && chance.happens(0.45)) {
                diary.track(at.plus(chance.minutes(10, 900)), "Message Opened", by);
            }
        }
    }

    private String onlineOr(String online) {
        return channel == ShopChannel.STORE && chance.happens(0.6) ? "store" : online;
    }

    private static Money money(double amount) {
        return new Money(BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_UP), CURRENCY);
    }
}
