package io.flywheel.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.UUID;

/**
 * Seeded traffic of a shop, in order of time and in constant memory: people come by in turns, in another order each
 * turn, and stay for 5 touchpoints in 3 visits, so 500 touchpoints in a row are about 300 people and nobody is left out.
 */
final class Traffic implements Iterator<Touch> {
    /** Long past, so that no clock finds any of it in the future. */
    static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    /** With ten touchpoints each, people come by every 40 days on average: an eighth of the gaps is a churn. */
    static final Duration SPAN = Duration.ofDays(240);

    private static final double STAYS = 0.4;

    private final String group;
    private final int[] turn;
    private final int touchpoints;
    private final Random random;
    private final Instant from;
    private final Duration step;
    private int visits;
    private int sent;

    Traffic(String group, int people, int touchpoints, long seed, Instant from) {
        this(group, people, touchpoints, seed, from, SPAN);
    }

    Traffic(String group, int people, int touchpoints, long seed, Instant from, Duration span) {
        this.group = group;
        this.touchpoints = touchpoints;
        this.random = new Random(seed * 31 + group.hashCode());
        this.from = from;
        this.step = span.dividedBy(Math.max(1, touchpoints));
        this.turn = new int[people];
        for (int i = 0; i < people; i++) {
            turn[i] = i;
        }
    }

    @Override
    public boolean hasNext() {
        return sent < touchpoints;
    }

    @Override
    public Touch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (visits == 0 || random.nextDouble() >= STAYS) {
            if (visits % turn.length == 0) {
                shuffle();
            }
            visits++;
        }
        int person = turn[(visits - 1) % turn.length];
        Instant at = from.plus(step.multipliedBy(sent++));
        String event = event();
        int cents = event.equals("Order Completed") ? 500 + random.nextInt(20_000) : 0;
        String messageId = new UUID(random.nextLong(), random.nextLong()).toString();
        return new Touch(messageId, group, person, event, at, cents);
    }

    /** How many people have come by so far. */
    int people() {
        return Math.min(visits, turn.length);
    }

    private String event() {
        int die = random.nextInt(100);
        if (die < 45) {
            return Touch.PAGE;
        }
        if (die < 70) {
            return "Product Viewed";
        }
        if (die < 82) {
            return "Product Added";
        }
        if (die < 95) {
            return "Order Completed";
        }
        return die < 98 ? "Review Submitted" : "Message Opened";
    }

    private void shuffle() {
        for (int i = turn.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = turn[i];
            turn[i] = turn[j];
            turn[j] = kept;
        }
    }
}
