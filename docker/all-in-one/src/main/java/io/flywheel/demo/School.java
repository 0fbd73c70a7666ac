package io.flywheel.demo;

import io.flywheel.api.Money;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.demo.Diary.Detail;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * An online school: people register, get study suggestions by message, give feedback, join the community and bring
 * friends.
 */
final class School implements Population {
    private static final int PEOPLE = 800;
    private static final long SEED = 20_260_202;
    private static final List<String> CHANNELS = List.of("search", "social", "wechat", "referral");
    private static final Money COURSE = new Money(new BigDecimal("79.00"), "EUR");

    @Override
    public String name() {
        return "school";
    }

    @Override
    public int people() {
        return PEOPLE;
    }

    @Override
    public List<IncomingTouchpoint> historyUntil(LocalDate today) {
        Instant end = today.atStartOfDay(ZoneOffset.UTC).toInstant();
        List<IncomingTouchpoint> history = new ArrayList<>();
        for (int i = 1; i <= PEOPLE; i++) {
            Chance chance = new Chance(SEED + i * 7_919L);
            Diary diary = new Diary("learner-%04d".formatted(i), end);
            learn(diary, chance, chance.timeOf(Season.draw(today.minusMonths(18), today, chance)));
            history.addAll(diary.entries());
        }
        history.sort(Comparator.comparing(IncomingTouchpoint::occurredAt).thenComparing(IncomingTouchpoint::messageId));
        return history;
    }

    private static void learn(Diary diary, Chance chance, Instant first) {
        String channel = chance.oneOf(CHANNELS);
        diary.page(first, channel, "/courses");
        if (!chance.happens(0.7)) {
            return;
        }
        Instant registered = first.plus(chance.minutes(2, 15));
        diary.identify(registered, "web", Names.traitsOf(diary.person(), chance));
        diary.track(registered.plusSeconds(1), "Signed Up", "web");
        Instant until = registered.plus(chance.delay(100));
        suggestions(diary, chance, registered, until);
        int lessons = 0;
        for (Instant at = chance.awake(registered.plus(chance.delay(2)));
                at.isBefore(until) && diary.stillOpenAt(at);
                at = chance.awake(at.plus(chance.delay(6)).plus(Duration.ofHours(4)))) {
            lesson(diary, chance, at, ++lessons);
        }
    }

    private static void suggestions(Diary diary, Chance chance, Instant from, Instant until) {
        for (Instant at = from.plus(Duration.ofDays(3)); at.isBefore(until); at = at.plus(Duration.ofDays(14))) {
            diary.track(at, "Message Sent", "wechat", Detail.NONE, Map.of("text", "What to study next"));
            if (chance.happens(0.6)) {
                diary.track(at.plus(chance.minutes(5, 500)), "Message Opened", "wechat");
            }
        }
    }

    private static void lesson(Diary diary, Chance chance, Instant at, int number) {
        int minutes = chance.between(8, 45);
        diary.track(at, "Video Watched", "app", Detail.seconds(minutes * 60L), Map.of("lesson", number));
        Instant after = at.plus(Duration.ofMinutes(minutes + 1L));
        if (number == 3 || number == 12) {
            String order = "C-" + diary.person() + "-" + number;
            diary.track(after, "Order Completed", "app", Detail.order(order, COURSE, 1), Map.of("course", number));
        } else if (chance.happens(0.12)) {
            diary.track(after, "Feedback Submitted", "app", Detail.score(chance.between(3, 5)), Map.of());
        }
        if (number == 5 && chance.happens(0.6)) {
            diary.track(after.plus(chance.minutes(1, 30)), "Community Joined", "wechat");
        } else if (number > 5 && chance.happens(0.1)) {
            diary.track(after.plus(chance.minutes(1, 60)), "Content Posted", "wechat");
        } else if (number > 6 && chance.happens(0.08)) {
            diary.track(after.plus(chance.minutes(1, 60)), "Invite Sent", "wechat");
            if (chance.happens(0.4)) {
                diary.track(after.plus(chance.delay(5)), "Referral Converted", "wechat");
            }
        }
    }
}
