package io.flywheel.query.winback;

import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Counts people, each once, by what a campaign decided about them. Decisions are added in the order of the log. */
final class Tally {
    /**
     * One decision about one person.
     *
     * @param stream hers, or one that was merged into hers
     */
    record Decision(
            String stream,
            String decision,
            @Nullable Integer step,
            @Nullable String reason,
            @Nullable String episode,
            int version,
            long at) {}

    private final Map<String, String> goOnIn;
    private final Map<String, Integer> numbers = new HashMap<>();
    /** Of each lifecycle the first. */
    private final Map<String, Draw> draws = new LinkedHashMap<>();

    private final BitSet begun = new BitSet();
    private final BitSet tried = new BitSet();
    private final Map<String, BitSet> steps = new TreeMap<>(java.util.Comparator.comparingInt(Integer::parseInt));
    private final Map<String, BitSet> blocked = new TreeMap<>();
    private final Map<String, BitSet> declined = new TreeMap<>();
    private final Map<String, BitSet> postponed = new TreeMap<>();

    /** @param goOnIn where lifecycles go on that were merged into others */
    Tally(Map<String, String> goOnIn) {
        this.goOnIn = goOnIn;
    }

    private String personOf(String stream) {
        return goOnIn.getOrDefault(stream, stream);
    }

    void add(Decision each) {
        int person = numbers.computeIfAbsent(personOf(each.stream), name -> numbers.size());
        switch (each.decision) {
            case DecisionRows.STARTED -> begun.set(person);
            case DecisionRows.DECLINED -> set(declined, each.reason, person);
            case DecisionRows.POSTPONED -> set(postponed, each.reason, person);
            case DecisionRows.BLOCKED -> {
                tried.set(person);
                set(blocked, each.reason, person);
            }
            case DecisionRows.MADE -> {
                tried.set(person);
                set(steps, String.valueOf(each.step), person);
                Draw draw = draw(each, true);
                if (draw.addressed && draw.episode.equals(each.episode)) {
                    draw.messages++;
                }
            }
            case DecisionRows.HELD_OUT -> {
                tried.set(person);
                draw(each, false);
            }
            default -> {}
        }
    }

    private Draw draw(Decision each, boolean addressed) {
        return draws.computeIfAbsent(
                each.stream, stream -> new Draw(addressed, each.at, each.version, String.valueOf(each.episode)));
    }

    private static void set(Map<String, BitSet> groups, @Nullable String group, int person) {
        groups.computeIfAbsent(String.valueOf(group), none -> new BitSet()).set(person);
    }

    /** What became of the draws of all lifecycles that are one person. */
    final class People {
        private final Map<String, Draw> drawn = new LinkedHashMap<>();
        private final BitSet torn = new BitSet();

        private People() {
            draws.forEach((stream, draw) -> drawn.merge(personOf(stream), draw, (one, other) -> {
                if (one.addressed != other.addressed) {
                    torn.set(numbers.getOrDefault(personOf(stream), 0));
                }
                return one.at <= other.at ? one : other;
            }));
            drawn.keySet().removeIf(person -> torn.get(numbers.getOrDefault(person, 0)));
        }

        /** Hands over everybody who is in one arm. */
        void each(BiConsumer<String, Draw> reader) {
            drawn.forEach(reader);
        }

        Iterable<String> names() {
            return drawn.keySet();
        }

        long in(boolean addressed) {
            return drawn.values().stream()
                    .filter(draw -> draw.addressed == addressed)
                    .count();
        }

        long torn() {
            return torn.cardinality();
        }

        Map<String, Long> steps() {
            return counts(steps, torn);
        }
    }

    People people() {
        return new People();
    }

    long begun() {
        return begun.cardinality();
    }

    long tried() {
        return tried.cardinality();
    }

    Map<String, Long> blocked() {
        return counts(blocked, new BitSet());
    }

    Map<String, Long> declined() {
        return counts(declined, new BitSet());
    }

    Map<String, Long> postponed() {
        return counts(postponed, new BitSet());
    }

    private static Map<String, Long> counts(Map<String, BitSet> groups, BitSet without) {
        Map<String, Long> counts = new LinkedHashMap<>();
        groups.forEach((group, people) -> {
            BitSet left = (BitSet) people.clone();
            left.andNot(without);
            counts.put(group, (long) left.cardinality());
        });
        return counts;
    }
}
