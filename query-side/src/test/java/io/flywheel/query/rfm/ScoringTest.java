package io.flywheel.query.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoringTest {
    @Test
    void five_people_who_differ_get_the_five_scores() {
        assertThat(tie(10, 20, 30, 40, 50)).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void who_is_equal_gets_the_score_of_those_who_are_worse_than_all_of_them() {
        assertThat(tie(1, 1, 1, 1, 9)).containsExactly(1, 1, 1, 1, 5);
        assertThat(tie(7, 7, 7)).containsExactly(1, 1, 1);
        assertThat(tie(3)).containsExactly(1);
    }

    @Test
    void tiles_part_who_is_equal_and_the_first_get_one_more() {
        Scores scores = Scoring.NTILE.score(buyers(5, 5, 5, 5, 5, 5, 5), () -> new int[] {6, 5, 4, 3, 2, 1, 0});
        assertThat(ints(scores.m())).containsExactly(5, 4, 3, 2, 2, 1, 1);
    }

    @Test
    void every_cell_has_one_of_eleven_segments() {
        List<Byte> found = new ArrayList<>();
        for (int r = 1; r <= 5; r++) {
            for (int f = 1; f <= 5; f++) {
                for (int m = 1; m <= 5; m++) {
                    found.add(Segments.of(r, f, m));
                }
            }
        }
        assertThat(found).hasSize(125);
        assertThat(found.stream().distinct()).hasSize(11);
        assertThat(Segments.NAMES.get(Segments.of(5, 5, 5))).isEqualTo("Champions");
        assertThat(Segments.NAMES.get(Segments.of(1, 1, 1))).isEqualTo("Lost");
        assertThat(Segments.NAMES.get(Segments.of(1, 5, 5))).isEqualTo("Cannot Lose Them");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void every_way_of_scoring_equals_its_definition_told_plainly(long seed) {
        Random random = new Random(seed);
        int n = 1 + random.nextInt(400);
        Buyers buyers = new Buyers(
                IntStream.range(0, n).toArray(),
                random.ints(n, 0, 60).toArray(),
                random.ints(n, 1, 8).toArray(),
                random.longs(n, -5, 100).toArray());
        int[] places = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = places[i];
            places[i] = places[j];
            places[j] = swap;
        }
        long[] recency =
                Arrays.stream(buyers.recency()).mapToLong(days -> -days).toArray();
        long[] orders = Arrays.stream(buyers.orders()).asLongStream().toArray();
        List<Integer> all = IntStream.range(0, n).boxed().toList();

        Scores tie = Scoring.TIE.score(buyers, () -> places);
        for (int i : all) {
            assertThat(tie.r()[i]).isEqualTo(tied(recency, i));
            assertThat(tie.f()[i]).isEqualTo(tied(orders, i));
            assertThat(tie.m()[i]).isEqualTo(tied(buyers.money(), i));
        }
        Scores ntile = Scoring.NTILE.score(buyers, () -> places);
        Scores nest = Scoring.NEST.score(buyers, () -> places);
        for (int i : all) {
            assertThat(ntile.r()[i]).isEqualTo(tile(recency, all, places, i));
            assertThat(ntile.f()[i]).isEqualTo(tile(orders, all, places, i));
            assertThat(ntile.m()[i]).isEqualTo(tile(buyers.money(), all, places, i));
            assertThat(nest.r()[i]).isEqualTo(ntile.r()[i]);
            List<Integer> sameR =
                    all.stream().filter(other -> nest.r()[other] == nest.r()[i]).toList();
            assertThat(nest.f()[i]).isEqualTo(tile(orders, sameR, places, i));
            List<Integer> sameBoth = sameR.stream()
                    .filter(other -> nest.f()[other] == nest.f()[i])
                    .toList();
            assertThat(nest.m()[i]).isEqualTo(tile(buyers.money(), sameBoth, places, i));
        }
    }

    private static byte tied(long[] values, int who) {
        long worse = Arrays.stream(values).filter(value -> value < values[who]).count();
        return (byte) (1 + 5 * worse / values.length);
    }

    private static byte tile(long[] values, List<Integer> members, int[] places, int who) {
        List<Integer> sorted = members.stream()
                .sorted(Comparator.comparingLong((Integer i) -> values[i]).thenComparing(i -> places[i]))
                .toList();
        int at = sorted.indexOf(who);
        for (int tile = 1, end = 0; tile <= 5; tile++) {
            end += sorted.size() / 5 + (tile <= sorted.size() % 5 ? 1 : 0);
            if (at < end) {
                return (byte) tile;
            }
        }
        throw new AssertionError();
    }

    private static int[] tie(long... money) {
        return ints(Scoring.TIE
                .score(buyers(money), () -> {
                    throw new AssertionError("nobody needs an order of ids");
                })
                .m());
    }

    private static Buyers buyers(long... money) {
        int n = money.length;
        return new Buyers(IntStream.range(0, n).toArray(), new int[n], new int[n], money);
    }

    private static int[] ints(byte[] scores) {
        return IntStream.range(0, scores.length).map(i -> scores[i]).toArray();
    }
}
