package io.flywheel.query.rfm;

import java.util.Arrays;

/** SQL's NTILE(5) over all people or within groups: the first parts get one more where five do not divide evenly. */
final class Tiles {
    private static final int PARTS = 5;

    /** Each one's place among all where values are equal. */
    private final int[] places;

    private final int[] atPlace;

    Tiles(int[] places) {
        this.places = places;
        this.atPlace = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            atPlace[places[i]] = i;
        }
    }

    /** @param values the worst first gets 1 */
    byte[] of(long[] values) {
        return within(new byte[values.length], values);
    }

    /** @param groups small numbers from 0; each group is parted on its own */
    byte[] within(byte[] groups, long[] values) {
        int[] ranks = ranks(values);
        byte[] tiles = new byte[values.length];
        int most = 0;
        for (byte group : groups) {
            most = Math.max(most, group);
        }
        for (int group = 0; group <= most; group++) {
            part(keys(groups, group, ranks), tiles);
        }
        return tiles;
    }

    /** The rank of the value and the place, in one number that sorts like both. */
    private long[] keys(byte[] groups, int group, int[] ranks) {
        long[] keys = new long[groups.length];
        int size = 0;
        for (int i = 0; i < groups.length; i++) {
            if (groups[i] == group) {
                keys[size++] = (long) ranks[i] << 32 | places[i];
            }
        }
        long[] sorted = Arrays.copyOf(keys, size);
        Arrays.parallelSort(sorted);
        return sorted;
    }

    private void part(long[] sorted, byte[] tiles) {
        int whole = sorted.length / PARTS;
        int more = sorted.length % PARTS;
        int next = 0;
        for (int tile = 1; tile <= PARTS; tile++) {
            int end = next + whole + (tile <= more ? 1 : 0);
            for (; next < end; next++) {
                tiles[atPlace[(int) sorted[next]]] = (byte) tile;
            }
        }
    }

    private static int[] ranks(long[] values) {
        long[] sorted = values.clone();
        Arrays.parallelSort(sorted);
        int distinct = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[distinct++] = sorted[i];
            }
        }
        int[] ranks = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            ranks[i] = Arrays.binarySearch(sorted, 0, distinct, values[i]);
        }
        return ranks;
    }
}
