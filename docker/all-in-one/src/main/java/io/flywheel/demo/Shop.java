package io.flywheel.demo;

import io.flywheel.api.touchpoint.IncomingTouchpoint;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An online shop with a store and a private community. Strangers are dear: most of those whom advertisements bring never
 * order. So core users are gathered in groups and get offers of their own, which they pass on.
 */
final class Shop implements Population {
    private static final long SEED = 20_260_101;

    private final int people;

    Shop() {
        this(2_000);
    }

    Shop(int people) {
        this.people = people;
    }

    @Override
    public String name() {
        return "shop";
    }

    @Override
    public int people() {
        return people;
    }

    @Override
    public String model() {
        return "ecommerce";
    }

    @Override
    public List<IncomingTouchpoint> historyUntil(LocalDate today) {
        LocalDate start = today.minusMonths(18);
        Instant end = today.atStartOfDay(ZoneOffset.UTC).toInstant();
        List<Diary> diaries = new ArrayList<>();
        Invitations invitations = new Invitations();
        List<Diary> invited = new ArrayList<>();
        for (int i = 1; i <= people; i++) {
            Diary diary = new Diary("shopper-%04d".formatted(i), end);
            diaries.add(diary);
            ShopChannel channel = ShopChannel.draw(luckOf(diary));
            if (channel == ShopChannel.REFERRAL) {
                invited.add(diary);
            } else {
                live(diary, channel, Season.draw(start, today, luckOf(diary)), invitations);
            }
        }
        bringInvited(invited, invitations, start, today);
        return diaries.stream()
                .flatMap(diary -> diary.entries().stream())
                .sorted(Comparator.comparing(IncomingTouchpoint::occurredAt)
                        .thenComparing(IncomingTouchpoint::messageId))
                .toList();
    }

    /** Who came by referral follows somebody's invitation, as long as there are any. */
    private static void bringInvited(List<Diary> invited, Invitations invitations, LocalDate start, LocalDate today) {
        Chance chance = new Chance(SEED);
        for (Diary diary : invited) {
            invitations
                    .follow(chance, diary)
                    .ifPresentOrElse(
                            arrival -> {
                                new Shopper(diary, ShopChannel.REFERRAL, luckOf(diary), new Invitations())
                                        .comes(arrival.at());
                                arrival.converts("app");
                            },
                            () -> live(
                                    diary,
                                    ShopChannel.SEARCH,
                                    Season.draw(start, today, luckOf(diary)),
                                    new Invitations()));
        }
    }

    private static void live(Diary diary, ShopChannel channel, LocalDate day, Invitations invitations) {
        Chance chance = luckOf(diary);
        new Shopper(diary, channel, chance, invitations).comes(chance.timeOf(day));
    }

    private static Chance luckOf(Diary diary) {
        return new Chance(SEED * 31 + diary.person().hashCode());
    }
}
