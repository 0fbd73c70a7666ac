package io.flywheel.query.winback;

import io.flywheel.api.Money;
import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.OfferBlocked;
import io.flywheel.api.lifecycle.OfferHeldOut;
import io.flywheel.api.lifecycle.OfferInputs;
import io.flywheel.api.lifecycle.OfferMade;
import io.flywheel.api.lifecycle.OfferPostponed;
import io.flywheel.api.lifecycle.PersonReturned;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.WinBackDeclined;
import io.flywheel.api.lifecycle.WinBackEnded;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.api.model.Transition;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.api.winback.CampaignActivated;
import io.flywheel.api.winback.CampaignPublished;
import io.flywheel.query.PersonWorld;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What campaigns do in these tests, in few words. */
public final class CampaignStory {
    public static final String ID = "we-miss-you";
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final String TEXT = """
            id: we-miss-you
            titles: {en: We miss you, zh: 想念你}
            model: aarrr
            stage: churn
            within: P10D
            holdOut: 20%
            purpose: email
            cost: {amount: "0.05", currency: CNY}
            steps:
              - {after: PT0S, channel: email, template: hello}
              - {after: P3D, channel: email, template: again}
            """;
    static final String ONWARD = """
            id: onward
            titles: {en: Onward}
            model: aarrr
            stage: activation
            goal: revenue
            within: P10D
            purpose: email
            steps: [{channel: email, template: onward}]
            """;

    private CampaignStory() {}

    public static Object[] published() {
        return new Object[] {new CampaignPublished(ID, 1, TEXT, "hash", "test"), new CampaignActivated(ID, 1, "test")};
    }

    static CampaignPublished published(String id, int version, String text) {
        return new CampaignPublished(id, version, text, "hash" + version, "test");
    }

    static Instant day(double number) {
        return START.plus(Duration.ofMinutes(Math.round(number * 1_440)));
    }

    public static WinBackStarted started(String episode, double day) {
        return new WinBackStarted(episode, ID, 1, "aarrr", "churn", day(day - 1), day(day));
    }

    static WinBackDeclined declined(String reason, double day) {
        return new WinBackDeclined(ID, 1, "aarrr", "churn", day(day - 1), reason, day(day));
    }

    static OfferInputs inputs(boolean consent, @Nullable String draw) {
        return new OfferInputs(
                "email",
                consent,
                consent ? START : null,
                1,
                3,
                "Asia/Shanghai",
                draw == null ? null : new BigDecimal(draw),
                new BigDecimal("0.2"));
    }

    public static OfferMade made(String episode, int step, double day) {
        return new OfferMade(
                episode, ID, 1, step, "email", "hello", "m-" + episode + step, day(day), inputs(true, "0.75"));
    }

    public static OfferHeldOut heldOut(String episode, double day) {
        return new OfferHeldOut(episode, ID, 1, 1, day(day), inputs(true, "0.125"));
    }

    public static OfferBlocked blocked(String episode, int step, String reason, double day) {
        return new OfferBlocked(episode, ID, 1, step, reason, day(day), inputs(!reason.equals("consent"), null));
    }

    static OfferPostponed postponed(String episode, int step, String reason, double day) {
        return new OfferPostponed(episode, ID, 1, step, reason, day(day), day(day + 0.5));
    }

    public static WinBackEnded ended(String episode, String reason, double day) {
        return new WinBackEnded(episode, ID, 1, reason, day(day));
    }

    static ChurnDetected left(double day) {
        Duration limit = Duration.ofDays(60);
        return new ChurnDetected("aarrr", 1, "revenue", "churn", "silence", null, day(day - 60), limit, day(day));
    }

    static Transition silence(double day) {
        return left(day).transition();
    }

    static PersonReturned returned(double day) {
        return new PersonReturned("aarrr", 1, "churn", "activation", "return", new TouchpointKey(1, 7), day(day));
    }

    static StageEntered entered(String to, double day) {
        return new StageEntered("aarrr", 1, "activation", to, "rule", new TouchpointKey(1, 7), day(day));
    }

    static TouchpointRecorded bought(String messageId, double day, String amount, String currency) {
        return PersonWorld.recorded(PersonWorld.facts(
                messageId,
                "Order Completed",
                day(day).toString(),
                new Money(new BigDecimal(amount), currency),
                messageId));
    }
}
