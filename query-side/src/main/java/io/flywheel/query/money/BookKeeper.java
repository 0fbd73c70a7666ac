package io.flywheel.query.money;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Takes entries in any order and makes a book of them. */
final class BookKeeper {
    private static final int SHORT = 48;

    private final Names people;
    private final Names currencies;
    private int[] persons;
    private long[] at;
    private long[] amounts;
    private int[] kinds;
    private int size;

    /** @param expected how many entries, about */
    BookKeeper(Names people, Names currencies, int expected) {
        this.people = people;
        this.currencies = currencies;
        int capacity = Math.max(16, expected);
        this.persons = new int[capacity];
        this.at = new long[capacity];
        this.amounts = new long[capacity];
        this.kinds = new int[capacity];
    }

    /** @return the person's number */
    int add(String stream, String currency, boolean purchase, long occurredAt, long amount) {
        if (size == at.length) {
            int larger = (int) Math.min(Integer.MAX_VALUE - 8, size * 3L / 2);
            persons = Arrays.copyOf(persons, larger);
            at = Arrays.copyOf(at, larger);
            amounts = Arrays.copyOf(amounts, larger);
            kinds = Arrays.copyOf(kinds, larger);
        }
        int person = people.numberOf(stream);
        persons[size] = person;
        at[size] = occurredAt;
        amounts[size] = amount;
        kinds[size] = currencies.numberOf(currency) << 1 | (purchase ? 1 : 0);
        size++;
        return person;
    }

    MoneyBook book(long position) {
        int[] starts = new int[people.size() + 1];
        for (int i = 0; i < size; i++) {
            starts[persons[i] + 1]++;
        }
        for (int person = 1; person < starts.length; person++) {
            starts[person] += starts[person - 1];
        }
        int[] next = Arrays.copyOf(starts, starts.length);
        long[] sortedAt = new long[size];
        long[] sortedAmounts = new long[size];
        int[] sortedKinds = new int[size];
        for (int i = 0; i < size; i++) {
            int to = next[persons[i]]++;
            sortedAt[to] = at[i];
            sortedAmounts[to] = amounts[i];
            sortedKinds[to] = kinds[i];
        }
        for (int person = 0; person + 1 < starts.length; person++) {
            sort(starts[person], starts[person + 1], sortedAt, sortedAmounts, sortedKinds);
        }
        return new MoneyBook(position, people, currencies, starts, sortedAt, sortedAmounts, sortedKinds);
    }

    private static void sort(int from, int to, long[] at, long[] amounts, int[] kinds) {
        if (to - from > SHORT) {
            sortMany(from, to, at, amounts, kinds);
            return;
        }
        for (int i = from + 1; i < to; i++) {
            long time = at[i];
            long amount = amounts[i];
            int kind = kinds[i];
            int hole = i;
            while (hole > from && at[hole - 1] > time) {
                at[hole] = at[hole - 1];
                amounts[hole] = amounts[hole - 1];
                kinds[hole] = kinds[hole - 1];
                hole--;
            }
            at[hole] = time;
            amounts[hole] = amount;
            kinds[hole] = kind;
        }
    }

    private static void sortMany(int from, int to, long[] at, long[] amounts, int[] kinds) {
        int[] order = IntStream.range(from, to)
                .boxed()
                .sorted(Comparator.comparingLong(i -> at[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        long[] times = Arrays.stream(order).mapToLong(i -> at[i]).toArray();
        long[] values = Arrays.stream(order).mapToLong(i -> amounts[i]).toArray();
        int[] sorts = Arrays.stream(order).map(i -> kinds[i]).toArray();
        System.arraycopy(times, 0, at, from, times.length);
        System.arraycopy(values, 0, amounts, from, values.length);
        System.arraycopy(sorts, 0, kinds, from, sorts.length);
    }
}
