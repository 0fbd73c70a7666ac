package io.flywheel.benchmark;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits within the product for what nobody tells, looking often enough not to blur what is measured. */
final class Poll {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private Poll() {}

    /** @throws IllegalStateException if it does not become so in time */
    static void until(BooleanSupplier isSo, Duration every) {
        long start = System.nanoTime();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new IllegalStateException("That was not over after " + LIMIT);
            }
            LockSupport.parkNanos(every.toNanos());
        }
    }
}
