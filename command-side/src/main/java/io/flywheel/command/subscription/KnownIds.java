package io.flywheel.command.subscription;

import io.flywheel.api.EventFormat;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.MovedTouchpoint;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointsMovedIn;
import io.flywheel.command.platform.InList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Knows which sources know somebody, and by which ids: those under which they have sent something about her. Nothing of this
 * is kept while people are recorded. It is found out for those who are asked about, and each of their touchpoints is
 * looked at once.
 */
@Component
class KnownIds {
    /** Events of one person at a time. */
    private static final int AT_ONCE = 100;

    private static final String UNSEEN = """
            SELECT u.stream, u.sequence, MAX(e.sequence) FROM known_to_source_until u
                JOIN ledger_event e ON e.stream = u.stream AND e.sequence > u.sequence
            WHERE u.stream IN %s GROUP BY u.stream, u.sequence""";
    private static final String NEXT = """
            SELECT e.stream, e.sequence, e.type, e.payload FROM known_to_source_until u
                JOIN ledger_event e ON e.stream = u.stream AND e.sequence > u.sequence
                    AND e.sequence <= u.sequence + %d
            WHERE u.stream IN %s AND e.type IN ('TouchpointRecorded', 'TouchpointsMovedIn')
            ORDER BY e.stream, e.sequence""";

    private final JdbcTemplate ledger;

    KnownIds(JdbcTemplate ledger) {
        this.ledger = ledger;
    }

    private record Known(String stream, String source, int number) implements Comparable<Known> {
        private static final Comparator<Known> ORDER =
                Comparator.comparing(Known::stream).thenComparing(Known::source).thenComparing(Known::number);

        @Override
        public int compareTo(Known other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * By lifecycle and source, the number in her stream of the event from which on the source has known an id that is hers
     * now; those whom nobody knows are missing.
     */
    Map<String, Map<String, Long>> since(Collection<String> lifecycles) {
        learn(lifecycles);
        Map<String, Map<String, Long>> since = new HashMap<>();
        for (List<String> some : InList.slices(lifecycles)) {
            ledger.query(
                    "SELECT k.stream, k.source, MIN(k.sequence) FROM known_to_source k JOIN identity_index i"
                            + " ON i.stream = k.stream AND i.number = k.number WHERE k.stream IN "
                            + InList.marks(some) + " GROUP BY k.stream, k.source",
                    row -> {
                        since.computeIfAbsent(row.getString(1), stream -> new HashMap<>())
                                .put(row.getString(2), row.getLong(3));
                    },
                    some.toArray());
        }
        return since;
    }

    /** The numbers of her ids that a source knows; some may be somebody else's now. */
    Set<Integer> numbers(LifecycleId person, String source) {
        learn(List.of(person.value()));
        return new HashSet<>(ledger.queryForList(
                "SELECT number FROM known_to_source WHERE stream = ? AND source = ?",
                Integer.class,
                person.value(),
                source));
    }

    /** @param upTo the last event that there is */
    private record Unseen(String stream, long seen, long upTo) {
        long next() {
            return Math.min(seen + AT_ONCE, upTo);
        }
    }

    private void learn(Collection<String> lifecycles) {
        for (List<String> some : InList.slices(new TreeSet<>(lifecycles))) {
            ledger.batchUpdate(
                    "INSERT INTO known_to_source_until (stream, sequence) VALUES (?, -1)"
                            + " ON DUPLICATE KEY UPDATE sequence = known_to_source_until.sequence",
                    some.stream().map(stream -> new Object[] {stream}).toList());
            List<Unseen> unseen = ledger.query(
                    UNSEEN.formatted(InList.marks(some)),
                    (row, number) -> new Unseen(row.getString(1), row.getLong(2), row.getLong(3)),
                    some.toArray());
            while (!unseen.isEmpty()) {
                look(unseen);
                unseen = unseen.stream()
                        .map(each -> new Unseen(each.stream(), each.next(), each.upTo()))
                        .filter(each -> each.seen() < each.upTo())
                        .toList();
            }
        }
    }

    private void look(List<Unseen> unseen) {
        Map<Known, Long> known = new TreeMap<>();
        ledger.query(
                NEXT.formatted(AT_ONCE, InList.marks(unseen)),
                row -> {
                    String stream = row.getString(1);
                    long sequence = row.getLong(2);
                    see(EventFormat.readFacts(row.getString(3), row.getBytes(4)))
                            .forEach((source, numbers) -> numbers.forEach(
                                    number -> known.putIfAbsent(new Known(stream, source, number), sequence)));
                },
                unseen.stream().map(Unseen::stream).toArray());
        ledger.batchUpdate(
                "INSERT INTO known_to_source (stream, source, number, sequence) VALUES (?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE number = known_to_source.number",
                known.entrySet().stream()
                        .map(each -> new Object[] {
                            each.getKey().stream(),
                            each.getKey().source(),
                            each.getKey().number(),
                            each.getValue()
                        })
                        .toList());
        // Last: whoever is interrupted before looks at the same events again.
        ledger.batchUpdate(
                "UPDATE known_to_source_until SET sequence = GREATEST(sequence, ?) WHERE stream = ?",
                unseen.stream()
                        .map(each -> new Object[] {each.next(), each.stream()})
                        .toList());
    }

    /** The numbers of ids by the source that has sent something under them. */
    private static Map<String, Set<Integer>> see(Object event) {
        Map<String, Set<Integer>> numbers = new HashMap<>();
        switch (event) {
            case TouchpointRecorded it -> numbers.put(it.facts().source(), Set.copyOf(it.identities()));
            case TouchpointsMovedIn it -> {
                for (MovedTouchpoint each : it.touchpoints()) {
                    numbers.computeIfAbsent(each.facts().source(), source -> new HashSet<>())
                            .addAll(each.identities());
                }
            }
            default -> {}
        }
        return numbers;
    }
}
