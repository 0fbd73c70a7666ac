package io.flywheel.query.ltv;

import io.flywheel.api.ltv.LifetimeValue;
import io.flywheel.query.money.Currency;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Works out how buying is spread over buyers and over time. */
final class Habits {
    private Habits() {}

    static LifetimeValue.Habits of(Lives lives, int asOf, Currency currency) {
        long[] values = IntStream.range(0, lives.people())
                .filter(lives::bought)
                .mapToLong(person -> lives.money[person])
                .toArray();
        Arrays.parallelSort(values);
        int n = values.length;
        BigInteger median = n == 0
                ? BigInteger.ZERO
                : BigInteger.valueOf(values[(n - 1) / 2]).add(BigInteger.valueOf(values[n / 2]));
        return new LifetimeValue.Habits(
                median(lives.gaps()),
                mean(lives.gaps()),
                currency.mean(median, 2),
                currency.money(n == 0 ? 0 : values[n - 1]),
                topTenth(values),
                silent(lives, asOf, 90),
                silent(lives, asOf, 180));
    }

    private static @Nullable Double topTenth(long[] sorted) {
        BigInteger all = sum(sorted, 0);
        if (all.signum() <= 0) {
            return null;
        }
        BigInteger top = sum(sorted, sorted.length - (sorted.length + 9) / 10);
        return new BigDecimal(top)
                .divide(new BigDecimal(all), MathContext.DECIMAL64)
                .doubleValue();
    }

    private static BigInteger sum(long[] values, int from) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = from; i < values.length; i++) {
            sum = sum.add(BigInteger.valueOf(values[i]));
        }
        return sum;
    }

    private static long silent(Lives lives, int asOf, int days) {
        return IntStream.range(0, lives.people())
                .filter(person -> lives.bought(person) && asOf - lives.lastDay[person] > days)
                .count();
    }

    private static @Nullable Double mean(int[] gaps) {
        long count = 0;
        double sum = 0;
        for (int days = 0; days < gaps.length; days++) {
            count += gaps[days];
            sum += (double) days * gaps[days];
        }
        return count == 0 ? null : sum / count;
    }

    private static @Nullable Double median(int[] gaps) {
        long count = Arrays.stream(gaps).asLongStream().sum();
        return count == 0 ? null : (at(gaps, (count - 1) / 2) + at(gaps, count / 2)) / 2.0;
    }

    /** The value at a place of all in ascending order. */
    private static int at(int[] gaps, long place) {
        long seen = 0;
        for (int days = 0; days < gaps.length; days++) {
            seen += gaps[days];
            if (seen > place) {
                return days;
            }
        }
        throw new IllegalArgumentException("there are not so many");
    }
}
