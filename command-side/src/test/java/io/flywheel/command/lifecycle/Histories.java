package io.flywheel.command.lifecycle;

import io.flywheel.api.Money;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.api.touchpoint.TouchpointKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Random but repeatable histories: bursts, silences about as long as the models' limits, equal times. */
final class Histories {
    private static final List<String> NAMES = List.of(
            "Page Viewed",
            "Ad Clicked",
            "Ad Impression",
            "Signed Up",
            "Order Completed",
            "Order Completed",
            "Subscription Cancelled",
            "Subscription Renewed",
            "Review Submitted",
            "Referral Converted",
            "Message Sent",
            "Something Else",
            "Checked In",
            "Liked");
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

    private Histories() {}

    static List<Touchpoint> random(RandomGenerator random, int most) {
        List<Touchpoint> history = new ArrayList<>();
        Instant at = START.plusSeconds(random.nextInt(100_000));
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            at = at.plus(step(random));
            history.add(touchpoint(random, NAMES.get(random.nextInt(NAMES.size())), at));
        }
        return history;
    }

    private static Duration step(RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0 -> Duration.ZERO;
            case 1 -> Duration.ofDays(60);
            case 2 -> Duration.ofDays(60).plusNanos(1000L * (random.nextInt(3) - 1));
            case 3 -> Duration.ofDays(random.nextInt(130));
            case 4 -> Duration.ofDays(1);
            default -> Duration.ofSeconds(random.nextInt(200_000));
        };
    }

    static Touchpoint touchpoint(RandomGenerator random, String name, Instant at) {
        return new Touchpoint(
                new TouchpointKey(random.nextLong(), random.nextLong()),
                "shop",
                name.equals("Page Viewed") ? TouchpointKind.PAGE : TouchpointKind.TRACK,
                name,
                random.nextBoolean() ? "web" : null,
                at,
                name.equals("Order Completed") ? new Money(new BigDecimal("12.50"), "EUR") : null,
                null,
                name.equals("Review Submitted") ? BigDecimal.valueOf(1 + random.nextInt(5)) : null,
                null,
                null,
                Map.of());
    }
}
