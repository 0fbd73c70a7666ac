package io.flywheel.demo;

import io.flywheel.api.Money;
import io.flywheel.demo.Diary.Detail;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One person's way through the school: she registers, is told by message what to study next, says how it is, and, if she
 * is content, joins the community; only from there she brings friends.
 */
final class Learner {
    private static final Money COURSE = new Money(new BigDecimal("79.00"), "EUR");
    private static final Duration BETWEEN_SUGGESTIONS = Duration.ofDays(9);
    private static final Duration HEARD_AFTER_SHE_LEFT = Duration.ofDays(60);

    private final Diary diary;
    private final String channel;
    private final Chance chance;
    private final Invitations invitations;
    private int lessons;
    private boolean member;
    private Instant suggested = Instant.MAX;
    private Instant until = Instant.MIN;

    Learner(Diary diary, String channel, Chance chance, Invitations invitations) {
        this.diary = diary;
        this.channel = channel;
        this.chance = chance;
        this.invitations = invitations;
    }

    /** @return whether she registered */
    boolean comes(Instant first) {
        diary.page(first, channel, "/courses");
        if (!chance.happens(channel.equals(School.REFERRAL) ? 0.85 : 0.65)) {
            return false;
        }
        Instant registered = first.plus(chance.minutes(2, 15));
        diary.identify(registered, "web", Names.traitsOf(diary.person(), chance));
        diary.track(registered.plusSeconds(1), "Signed Up", "web");
        until = registered.plus(chance.delay(80));
        suggested = registered.plus(Duration.ofDays(2));
        Instant at = next(registered);
        while (at.isBefore(until) && diary.stillOpenAt(at)) {
            lesson(at);
            at = next(at.plus(Duration.ofHours(1)));
        }
        isNotHeardOfAnyMore();
        return true;
    }

    /** When she studies next: by herself, or sooner, because a suggestion reached her. */
    private Instant next(Instant from) {
        Instant byHerself = chance.awake(from.plus(chance.delay(14)).plus(Duration.ofHours(4)));
        while (suggested.isBefore(byHerself) && suggested.isBefore(until)) {
            Instant sent = suggested;
            suggest(sent);
            if (sent.isAfter(from) && chance.happens(0.5)) {
                Instant opened = sent.plus(chance.minutes(5, 400));
                diary.track(opened, "Message Opened", "wechat");
                return opened.plus(chance.minutes(2, 60));
            }
        }
        return byHerself;
    }

    private void suggest(Instant at) {
        Map<String, Object> text = Map.of("text", "Lesson %d would be next".formatted(lessons + 1));
        diary.track(at, "Message Sent", "wechat", Detail.NONE, text);
        suggested = at.plus(BETWEEN_SUGGESTIONS);
    }

    private void isNotHeardOfAnyMore() {
        while (suggested.isBefore(until.plus(HEARD_AFTER_SHE_LEFT)) && diary.stillOpenAt(suggested)) {
            suggest(suggested);
        }
    }

    private void lesson(Instant at) {
        lessons++;
        int minutes = chance.between(8, 45);
        String name = lessons == 1 ? "Trial Lesson Attended" : "Video Watched";
        diary.track(at, name, "app", Detail.seconds(minutes * 60L), Map.of("lesson", lessons));
        Instant after = at.plus(Duration.ofMinutes(minutes + 1L));
        if (lessons == 3 || lessons == 12) {
            String order = "C-" + diary.person() + "-" + lessons;
            diary.track(after, "Order Completed", "app", Detail.order(order, COURSE, 1), Map.of("course", lessons));
        } else if (lessons > 3 && lessons % 2 == 1 && chance.happens(0.5)) {
            saysHowItIs(after);
        }
        if (member) {
            takesPart(after);
        }
    }

    /** Asked after some lessons. Who is content is asked into the community, who is not gets help. */
    private void saysHowItIs(Instant at) {
        int stars = chance.happens(0.7) ? chance.between(4, 5) : chance.between(1, 3);
        diary.track(at, "Feedback Submitted", "app", Detail.score(stars), Map.of());
        if (stars < 4) {
            String ticket = "T-" + diary.person() + "-" + lessons;
            diary.track(at.plus(chance.minutes(1, 10)), "Ticket Opened", "app", Detail.about(ticket), Map.of());
            diary.track(at.plus(chance.delay(1)), "Ticket Solved", "email", Detail.about(ticket), Map.of());
        } else if (!member && chance.happens(0.7)) {
            diary.track(at.plus(chance.minutes(1, 30)), "Community Joined", "wechat");
            member = true;
            until = until.plus(chance.delay(40));
        }
    }

    private void takesPart(Instant at) {
        if (chance.happens(0.25)) {
            diary.track(at.plus(chance.minutes(31, 90)), "Content Posted", "wechat");
        }
        if (chance.happens(0.25)) {
            invitations.send(diary, at.plus(chance.minutes(31, 300)), "Invite Sent", "wechat");
        }
    }
}
