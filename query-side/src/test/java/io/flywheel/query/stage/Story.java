package io.flywheel.query.stage;

import io.flywheel.api.Money;
import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.PersonReturned;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.model.Stage;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.query.platform.ActiveModel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to people in these tests, in few words. */
final class Story {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Duration LIMIT = Duration.ofDays(60);
    static final ActiveModel AARRR = new ActiveModel(
            "aarrr",
            1,
            Map.of(),
            List.of(
                    new Stage("acquisition", Map.of(), false),
                    new Stage("activation", Map.of(), false),
                    new Stage("revenue", Map.of(), false),
                    new Stage("churn", Map.of(), true)),
            LIMIT);

    private Story() {}

    static Instant day(int number) {
        return START.plus(Duration.ofDays(number));
    }

    static Touchpoint touchpoint(
            int key, String name, Instant at, @Nullable String channel, @Nullable Money money, @Nullable String order) {
        return new Touchpoint(
                new TouchpointKey(1, key),
                "shop",
                TouchpointKind.TRACK,
                name,
                channel,
                at,
                money,
                null,
                null,
                null,
                order,
                Map.of());
    }

    static TouchpointRecorded recorded(Touchpoint facts) {
        return new TouchpointRecorded(facts, null, "digest", List.of(0), null);
    }

    static TouchpointRecorded visited(int key, int day, String channel) {
        return recorded(touchpoint(key, "Page Viewed", day(day), channel, null, null));
    }

    static TouchpointRecorded bought(int key, int day, String amount, @Nullable String order) {
        return recorded(touchpoint(key, "Order Completed", day(day), "web", cny(amount), order));
    }

    static TouchpointRecorded refunded(int key, int day, String amount, @Nullable String order) {
        return recorded(touchpoint(key, "Order Refunded", day(day), "web", cny(amount), order));
    }

    static TouchpointRecorded cancelled(int key, int day, String order) {
        return recorded(touchpoint(key, "Order Cancelled", day(day), "web", null, order));
    }

    static TouchpointVoided voided(
            TouchpointRecorded what, @Nullable Instant first, @Nullable String channel, @Nullable Instant last) {
        return new TouchpointVoided(what.facts(), "a mistake", "ada", first, channel, last);
    }

    static Money cny(String amount) {
        return new Money(new BigDecimal(amount), "CNY");
    }

    static StageEntered entered(@Nullable String from, String to, int key, int day) {
        return new StageEntered("aarrr", 1, from, to, "rule", new TouchpointKey(1, key), day(day));
    }

    static ChurnDetected silent(String from, int day) {
        return new ChurnDetected("aarrr", 1, from, "churn", "silence", null, day(day).minus(LIMIT), LIMIT, day(day));
    }

    static PersonReturned returned(String to, int key, int day) {
        return new PersonReturned("aarrr", 1, "churn", to, "return", new TouchpointKey(1, key), day(day));
    }
}
