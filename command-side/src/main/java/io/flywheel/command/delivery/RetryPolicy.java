package io.flywheel.command.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides when a message that failed is tried again: each time four times later, and never all of them at once. */
@Component
class RetryPolicy {
    private static final int FACTOR = 4;
    private static final double JITTER = 0.2;
    /** However long a receiver asks for. */
    private static final Duration LONGEST_WISH = Duration.ofHours(24);

    private final DeliverySettings settings;

    RetryPolicy(DeliverySettings settings) {
        this.settings = settings;
    }

    boolean isLast(int attempt) {
        return attempt >= settings.attempts();
    }

    /** Whether it was begun so often that it may be what stops whoever begins it. */
    boolean isTooMany(int attempt) {
        return attempt > settings.attempts();
    }

    /**
     * @param attempt that failed, from 1
     * @param wish for how long the receiver wants to be left alone
     */
    Instant next(int attempt, @Nullable Duration wish, Instant now) {
        double spread = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        Duration own = Duration.ofMillis((long) (wait(attempt).toMillis() * spread));
        return now.plus(wish != null && wish.compareTo(own) > 0 ? bounded(wish) : own);
    }

    Duration bounded(Duration wish) {
        return wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
    }

    private Duration wait(int attempt) {
        Duration wait = settings.firstRetry();
        for (int i = 1; i < attempt && wait.compareTo(settings.longestRetry()) < 0; i++) {
            wait = wait.multipliedBy(FACTOR);
        }
        return wait.compareTo(settings.longestRetry()) < 0 ? wait : settings.longestRetry();
    }
}
