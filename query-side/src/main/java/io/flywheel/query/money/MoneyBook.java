package io.flywheel.query.money;

import io.flywheel.api.Money;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Everything that people earned us and took back, as of one position of the log, in memory: what makes a question about
 * a million people an affair of milliseconds. People and currencies are numbers here; a person's entries follow each
 * other in order of time. Never changes.
 */
public final class MoneyBook {
    /** Amounts are whole millionths of their currency. */
    public static final int SCALE = Money.FRACTION_DIGITS;

    private final long position;
    private final Names people;
    private final Names currencies;
    /** Where each person's entries begin, and after the last of them, where those of the last person end. */
    private final int[] starts;

    private final long[] at;
    private final long[] amounts;
    /** The currency's number, twice, plus 1 for a purchase. */
    private final int[] kinds;

    private final long end;
    private final List<String> boughtIn;

    MoneyBook(long position, Names people, Names currencies, int[] starts, long[] at, long[] amounts, int[] kinds) {
        this.position = position;
        this.people = people;
        this.currencies = currencies;
        this.starts = starts;
        this.at = at;
        this.amounts = amounts;
        this.kinds = kinds;
        long latest = Long.MIN_VALUE;
        for (long each : at) {
            latest = Math.max(latest, each);
        }
        this.end = at.length == 0 ? 0 : latest + 1;
        this.boughtIn = boughtIn(currencies, kinds);
    }

    /** The position of the log that this reflects. */
    public long position() {
        return position;
    }

    /** How many people there are, some perhaps without any entry. */
    public int people() {
        return starts.length - 1;
    }

    /** How many entries there are, of all people. */
    public int size() {
        return at.length;
    }

    /** Just after the last entry of anybody. */
    public long end() {
        return end;
    }

    public String stream(int person) {
        return people.get(person);
    }

    /** @return -1 for somebody without any entry */
    public int person(String stream) {
        int found = people.find(stream);
        return found < people() ? found : -1;
    }

    /** A person's first entry. */
    public int from(int person) {
        return starts[person];
    }

    /** The entry after a person's last. */
    public int to(int person) {
        return starts[person + 1];
    }

    /** When it happened, microseconds since 1970-01-01T00:00:00Z. */
    public long at(int entry) {
        return at[entry];
    }

    /** In millionths: positive where it earned, negative where it was taken back. */
    public long amount(int entry) {
        return amounts[entry];
    }

    /** Whether it is a purchase, if only of 0; otherwise something was taken back. */
    public boolean isPurchase(int entry) {
        return (kinds[entry] & 1) == 1;
    }

    public int currency(int entry) {
        return kinds[entry] >> 1;
    }

    /** @return -1 for a currency in which nothing was paid */
    public int currency(String code) {
        return currencies.find(code);
    }

    /** The currencies that anything was bought in, the commonest first, then by name. */
    public List<String> currencies() {
        return boughtIn;
    }

    private static List<String> boughtIn(Names currencies, int[] kinds) {
        long[] purchases = new long[currencies.size()];
        for (int kind : kinds) {
            if ((kind & 1) == 1) {
                purchases[kind >> 1]++;
            }
        }
        return IntStream.range(0, purchases.length)
                .filter(currency -> purchases[currency] > 0)
                .boxed()
                .sorted(Comparator.comparingLong((Integer currency) -> -purchases[currency])
                        .thenComparing(currencies::get))
                .map(currencies::get)
                .toList();
    }

    /** This book with other entries for some people, and with people who were not in it. */
    MoneyBook with(MoneyBook others, BitSet whose) {
        int[] merged = new int[others.people() + 1];
        List<int[]> copies = new ArrayList<>();
        int size = 0;
        for (int person = 0; person < others.people(); person++) {
            merged[person] = size;
            boolean changed = whose.get(person) || person >= people();
            MoneyBook source = changed ? others : this;
            int from = source.starts[person];
            int length = source.starts[person + 1] - from;
            int[] last = copies.isEmpty() ? null : copies.getLast();
            int book = changed ? 1 : 0;
            if (last != null && last[0] == book && last[1] + last[2] == from) {
                last[2] += length;
            } else if (length > 0) {
                copies.add(new int[] {book, from, length});
            }
            size += length;
        }
        merged[others.people()] = size;
        long[] mergedAt = new long[size];
        long[] mergedAmounts = new long[size];
        int[] mergedKinds = new int[size];
        int to = 0;
        for (int[] copy : copies) {
            MoneyBook source = copy[0] == 1 ? others : this;
            System.arraycopy(source.at, copy[1], mergedAt, to, copy[2]);
            System.arraycopy(source.amounts, copy[1], mergedAmounts, to, copy[2]);
            System.arraycopy(source.kinds, copy[1], mergedKinds, to, copy[2]);
            to += copy[2];
        }
        return new MoneyBook(others.position, people, currencies, merged, mergedAt, mergedAmounts, mergedKinds);
    }
}
