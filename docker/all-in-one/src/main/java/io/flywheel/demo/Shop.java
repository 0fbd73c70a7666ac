package io.flywheel.demo;

import io.flywheel.api.touchpoint.IncomingTouchpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An online shop with a store and a private community: 2,000 people, from first ad to advocate or to silence. */
final class Shop implements Population {
    private static final int PEOPLE = 2_000;
    private static final long SEED = 20_260_101;

    @Override
    public String name() {
        return "shop";
    }

    @Override
    public int people() {
        return PEOPLE;
    }

    @Override
    public List<IncomingTouchpoint> historyUntil(LocalDate today) {
        LocalDate start = today.minusMonths(18);
        Instant end = today.atStartOfDay(ZoneOffset.UTC).toInstant();
        List<Diary> diaries = new ArrayList<>();
        List<Invite> invites = new ArrayList<>();
        List<Diary> invited = new ArrayList<>();
        for (int i = 1; i <= PEOPLE; i++) {
            Diary diary = new Diary("shopper-%04d".formatted(i), end);
            diaries.add(diary);
            ShopChannel channel = ShopChannel.draw(luckOf(diary));
            if (channel == ShopChannel.REFERRAL) {
                invited.add(diary);
            } else {
                live(diary, channel, Season.draw(start, today, luckOf(diary)), invites);
            }
        }
        bringInvited(invited, invites, start, today);
        return diaries.stream()
                .flatMap(diary -> diary.entries().stream())
                .sorted(Comparator.comparing(IncomingTouchpoint::occurredAt)
                        .thenComparing(IncomingTouchpoint::messageId))
                .toList();
    }

    /** Who came by referral follows somebody's invitation, as long as there are any. */
    private static void bringInvited(List<Diary> invited, List<Invite> invites, LocalDate start, LocalDate today) {
        List<Invite> open = new ArrayList<>(invites);
        Chance chance = new Chance(SEED);
        for (Diary diary : invited) {
            if (open.isEmpty()) {
                live(diary, ShopChannel.SEARCH, Season.draw(start, today, luckOf(diary)), new ArrayList<>());
                continue;
            }
            Invite invite = open.remove(chance.between(0, open.size() - 1));
            Instant arrival = chance.awake(invite.at().plus(chance.delay(3)));
            if (!diary.stillOpenAt(arrival.plus(Duration.ofMinutes(1)))) {
                arrival = invite.at();
            }
            new Shopper(diary, ShopChannel.REFERRAL, luckOf(diary), new ArrayList<>()).comes(arrival);
            invite.by().track(arrival.plus(Duration.ofMinutes(30)), "Referral Converted", "app");
        }
    }

    private static void live(Diary diary, ShopChannel channel, LocalDate day, List<Invite> invites) {
        Chance chance = luckOf(diary);
        new Shopper(diary, channel, chance, invites).comes(chance.timeOf(day));
    }

    private static Chance luckOf(Diary diary) {
        return new Chance(SEED * 31 + diary.person().hashCode());
    }
}
