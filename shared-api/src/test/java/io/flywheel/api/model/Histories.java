package io.flywheel.api.model;

import io.flywheel.api.Micros;
import io.flywheel.api.Money;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.api.touchpoint.TouchpointKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Random lives, seeded: with pauses at and around a model's limit, equal times, and everything that rules can read. */
public final class Histories {
    private static final long HOUR = 3_600_000_000L;
    private static final String[] NAMES = {
        "Order Completed", "Order Completed", "Order Refunded", "Order Cancelled", "Product Added", "Signed Up",
        "Page Viewed", "Ad Impression", "Message Sent", "Subscription Cancelled", "Subscription Renewed", "Liked",
        "Review Submitted", "NPS Submitted", "Referral Converted", "Never Heard Of"
    };

    private final SplittableRandom random;

    public Histories(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** In the order of the fold, each once. */
    public List<Touchpoint> next(Duration limit, int longest) {
        long silence = Micros.of(Instant.EPOCH.plus(limit));
        long at = Micros.of(Instant.parse("2023-12-20T00:00:00Z")) + random.nextLong(500 * 24 * HOUR);
        int size = random.nextInt(longest + 1);
        List<Touchpoint> history = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            history.add(touchpoint(at));
            at += pause(silence);
        }
        history.sort(Touchpoint.ORDER);
        return history;
    }

    private long pause(long silence) {
        return switch (random.nextInt(10)) {
            case 0 -> 0;
            case 1 -> 1;
            case 2 -> silence;
            case 3 -> silence - 1;
            case 4 -> silence + 1;
            case 5 -> random.nextLong(3 * silence);
            case 6, 7 -> random.nextLong(40 * HOUR);
            case 8 -> 24 * HOUR;
            default -> random.nextLong(HOUR);
        };
    }

    private Touchpoint touchpoint(long at) {
        int call = random.nextInt(12);
        TouchpointKind kind = call == 0
                ? TouchpointKind.IDENTIFY
                : call == 1 ? TouchpointKind.GROUP : call == 2 ? TouchpointKind.PAGE : TouchpointKind.TRACK;
        Map<String, Object> properties = new HashMap<>();
        if (random.nextInt(3) == 0) {
            properties.put("plan", random.nextBoolean() ? "gold" : 7);
            properties.put("seats", random.nextBoolean() ? new BigDecimal("2.5") : "many");
            properties.put("trial", random.nextBoolean());
        }
        return new Touchpoint(
                // Few high halves, negative ones among them, so that equal times are told apart by unsigned low halves.
                new TouchpointKey(random.nextLong(-2, 2), random.nextLong()),
                random.nextBoolean() ? "shop" : "app",
                kind,
                NAMES[random.nextInt(NAMES.length)],
                random.nextInt(3) == 0 ? null : random.nextBoolean() ? "web" : "store",
                Micros.toInstant(at),
                random.nextBoolean() ? null : money(),
                number(3),
                number(11),
                number(100),
                random.nextBoolean() ? null : "o-" + random.nextInt(3),
                properties);
    }

    private Money money() {
        BigDecimal amount = BigDecimal.valueOf(random.nextInt(10_000), random.nextInt(4));
        return new Money(amount, random.nextInt(4) == 0 ? "CNY" : "USD");
    }

    private BigDecimal number(int below) {
        return random.nextInt(3) == 0 ? null : BigDecimal.valueOf(random.nextInt(below * 10), 1);
    }

    /** The same touchpoints in another order, some of them more than once. */
    public List<Touchpoint> disturbed(List<Touchpoint> history) {
        List<Touchpoint> arrived = new ArrayList<>(history);
        for (int i = random.nextInt(history.size() + 1); i > 0; i--) {
            arrived.add(history.get(random.nextInt(history.size())));
        }
        for (int i = arrived.size() - 1; i > 0; i--) {
            Collections.swap(arrived, i, random.nextInt(i + 1));
        }
        return arrived;
    }

    /** An instant within, before or after a history, often exactly at something that matters. */
    public Instant instant(List<Touchpoint> history, Duration limit) {
        if (history.isEmpty()) {
            return Instant.parse("2024-06-01T00:00:00Z");
        }
        Instant some = history.get(random.nextInt(history.size())).occurredAt();
        return switch (random.nextInt(5)) {
            case 0 -> some;
            case 1 -> some.plusNanos(1_000);
            case 2 -> some.plus(limit);
            case 3 -> some.plus(limit).minusNanos(1_000);
            default -> some.plusSeconds(random.nextLong(-100_000, 10_000_000));
        };
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }
}
