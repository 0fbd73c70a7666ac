package io.flywheel.query.rfm;

import io.flywheel.query.platform.Problems;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The ways in which values become scores of 1 to 5. */
enum Scoring {
    /** 1 + floor(5 * those who are worse / all): equal values always get equal scores. */
    TIE,
    /** Five equally large parts for each dimension on its own; who is equal is parted by her id. */
    NTILE,
    /** Hughes: five parts by recency, in each of them five by frequency, in each of those five by value. */
    NEST;

    static Scoring named(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return TIE;
        }
        return Arrays.stream(values())
                .filter(one -> one.name().equals(name.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        Problems.bad("scoring", "scoring=" + name + " is not one of tie (the default), ntile, nest."));
    }

    /** As questions name it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param places each buyer's place when all are put in the order of their ids; asked for only where it matters */
    Scores score(Buyers buyers, Supplier<int[]> places) {
        long[] recency =
                Arrays.stream(buyers.recency()).mapToLong(days -> -days).toArray();
        long[] orders = Arrays.stream(buyers.orders()).asLongStream().toArray();
        if (this == TIE) {
            return new Scores(ties(recency), ties(orders), ties(buyers.money()));
        }
        Tiles tiles = new Tiles(places.get());
        byte[] r = tiles.of(recency);
        return this == NTILE
                ? new Scores(r, tiles.of(orders), tiles.of(buyers.money()))
                : nested(tiles, r, orders, buyers.money());
    }

    private static Scores nested(Tiles tiles, byte[] r, long[] orders, long[] money) {
        byte[] f = tiles.within(r, orders);
        byte[] both = new byte[r.length];
        for (int i = 0; i < r.length; i++) {
            both[i] = (byte) (r[i] * 6 + f[i]);
        }
        return new Scores(r, f, tiles.within(both, money));
    }

    private static byte[] ties(long[] values) {
        long[] sorted = values.clone();
        Arrays.parallelSort(sorted);
        // The lowest value that has at least the score 2, 3, 4 and 5.
        long[] lowest = new long[4];
        Arrays.fill(lowest, Long.MAX_VALUE);
        int reached = 0;
        for (int i = 0; i < sorted.length && reached < 4; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                while (reached < 4 && 5L * i / sorted.length >= reached + 1) {
                    lowest[reached++] = sorted[i];
                }
            }
        }
        byte[] scores = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            int score = 1;
            while (score <= reached && values[i] >= lowest[score - 1]) {
                score++;
            }
            scores[i] = (byte) score;
        }
        return scores;
    }
}
