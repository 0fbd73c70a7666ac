package io.flywheel.demo;

import io.flywheel.demo.Diary.Detail;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shop's private groups: core users are asked in, get offers that nobody else gets, and pass them on. */
final class Community {
    private static final String WHERE = "wechat";

    private final Diary diary;
    private final Chance chance;
    private final Invitations invitations;
    private @Nullable Instant since;

    Community(Diary diary, Chance chance, Invitations invitations) {
        this.diary = diary;
        this.chance = chance;
        this.invitations = invitations;
    }

    /** What an offer leads to. */
    interface Purchase {
        void at(Instant at, String where);
    }

    boolean has(Instant at) {
        return since != null && !at.isBefore(since);
    }

    /** Whoever ordered twice is asked in; some come. */
    void ask(Instant at, ShopChannel channel) {
        diary.track(at, "Message Sent", WHERE, Detail.NONE, Map.of("text", "Our group, for those who come often"));
        if (since == null && chance.happens(channel == ShopChannel.WECHAT ? 0.7 : 0.4)) {
            since = at.plus(chance.minutes(2, 600));
            diary.track(since, "Community Joined", WHERE);
        }
    }

    /** An offer every other week as long as she cares. */
    void offers(Instant until, Purchase purchase) {
        if (since == null) {
            return;
        }
        for (Instant at = since.plus(Duration.ofDays(chance.between(4, 12)));
                at.isBefore(until) && diary.stillOpenAt(at);
                at = at.plus(Duration.ofDays(chance.between(11, 18)))) {
            diary.track(at, "Offer Sent", WHERE, Detail.NONE, Map.of("offer", "for the group only"));
            Instant read = at.plus(chance.minutes(5, 900));
            if (chance.happens(0.3)) {
                diary.track(read, "Offer Accepted", WHERE);
                Instant bought = read.plus(chance.minutes(2, 30));
                diary.track(bought, "Coupon Redeemed", "app");
                purchase.at(bought.plusSeconds(20), "app");
            }
            if (chance.happens(0.12)) {
                invitations.send(diary, read.plus(chance.minutes(31, 300)), "Offer Shared", WHERE);
            }
        }
    }
}
