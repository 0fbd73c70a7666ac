package io.flywheel.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded luck: the same seed tells the same story. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    double uniform(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Waiting times of things that happen at random, this many days apart on average. */
    Duration delay(double meanDays) {
        return Duration.ofSeconds((long) (-Math.log(1 - random.nextDouble()) * meanDays * 86_400));
    }

    Duration minutes(int low, int high) {
        return Duration.ofSeconds(between(low * 60, high * 60));
    }

    /** Skewed to the right, as baskets are: half of the draws are below the median. */
    double around(double median, double spread) {
        return median * Math.exp(spread * gaussian());
    }

    private double gaussian() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** A time of that day at which people are awake, most of them in the evening. */
    Instant timeOf(LocalDate day) {
        double hour = happens(0.55) ? uniform(17, 23) : uniform(7, 17);
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds((long) (hour * 3600));
    }

    /** The same moment, moved into waking hours of its day. */
    Instant awake(Instant at) {
        Instant moved = timeOf(LocalDate.ofInstant(at, ZoneOffset.UTC));
        return moved.isBefore(at) ? moved.plus(Duration.ofDays(1)) : moved;
    }
}
