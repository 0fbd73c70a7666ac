package io.flywheel.query.timeline;

import io.flywheel.api.Micros;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.MovedTouchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.query.identity.People;
import io.flywheel.query.platform.InList;
import io.flywheel.query.platform.Ledger;
import io.flywheel.query.platform.LedgerEvent;
import io.flywheel.query.platform.ReadStore;
import io.flywheel.query.timeline.Placement.OfTouchpoint;
import io.flywheel.query.timeline.Placement.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Reads a person's story: which events it has from the read model, some bytes for each, and what they say from the log, a
 * few hundred at a time. So no story is too long to read, and what is personal is stored in one place.
 */
@Component
class Stories {
    /** What a story is told from, besides the log. */
    static final String[] READ = {"identity", TimelineProjection.NAME, "definition"};

    private static final String PARTS = """
            SELECT stream, first_position, entries FROM timeline_rows
            WHERE stream IN %s AND generation = (SELECT live FROM read_model WHERE name = 'timeline')
                AND first_position <= ?
            ORDER BY first_position""";

    private final JdbcTemplate jdbc;
    private final Ledger ledger;
    private final People people;

    Stories(@ReadStore JdbcTemplate jdbc, Ledger ledger, People people) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.people = people;
    }

    /** A part of a person's story in the order asked for, not yet read from the log. */
    final class Story {
        private final List<StoryEntry> entries;
        private final List<Long> withdrawing;
        private final Set<TouchpointKey> gone;

        private Story(List<StoryEntry> entries, List<Long> withdrawing, Set<TouchpointKey> gone) {
            this.entries = entries;
            this.withdrawing = withdrawing;
            this.gone = gone;
        }

        /** What follows the page that ended there. */
        Story after(Cursor end) {
            return new Story(entries.stream().filter(end::isBefore).toList(), withdrawing, gone);
        }

        boolean isLongerThan(int limit) {
            return entries.size() > limit;
        }

        Story first(int limit) {
            return isLongerThan(limit) ? new Story(entries.subList(0, limit), withdrawing, gone) : this;
        }

        StoryEntry last() {
            return entries.getLast();
        }

        private boolean isGone(@Nullable Subject subject) {
            return subject instanceof OfTouchpoint touchpoint && gone.contains(touchpoint.key());
        }

        /** Hands over every event, holding only a few hundred at once and no connection between them. */
        void tell(Consumer<Told> reader) {
            tell(ledger::at, reader);
        }

        /** The same for those who look at facts only: what is sealed beside them is not even read. */
        void tellFacts(Consumer<Told> reader) {
            tell(ledger::factsAt, reader);
        }

        private void tell(Function<List<Long>, List<LedgerEvent>> log, Consumer<Told> reader) {
            Withdrawals withdrawals = new Withdrawals();
            InList.slices(withdrawing).forEach(some -> ledger.at(some).forEach(withdrawals::add));
            InList.slices(entries).forEach(some -> {
                Map<Long, LedgerEvent> read = log
                        .apply(some.stream().map(StoryEntry::position).toList())
                        .stream()
                        .collect(Collectors.toMap(LedgerEvent::position, Function.identity()));
                for (StoryEntry entry : some) {
                    LedgerEvent event = read.get(entry.position());
                    if (event == null || !(event.event() instanceof LifecycleEvent happened)) {
                        throw new IllegalStateException("The log has no event of a person at position "
                                + entry.position() + ", which her timeline names.");
                    }
                    Placement placement = Placement.of(happened, event.recordedAt());
                    reader.accept(new Told(
                            entry,
                            event.recordedAt(),
                            happened,
                            !withdrawals.include(placement.subject(), entry.position())
                                    && !isGone(placement.subject())));
                }
            });
        }
    }

    Story of(Selection selection) {
        Set<String> streams = people.streamsOf(selection.stream(), selection.known());
        List<StoryEntry> entries = new ArrayList<>();
        List<Long> withdrawing = new ArrayList<>(0);
        List<Long> moving = new ArrayList<>(0);
        boolean[] split = {false};
        each(streams, selection, (stream, entry) -> {
            split[0] |= entry.kind().splits();
            if (entry.kind().moves()) {
                moving.add(entry.position());
            }
            if (!stream.equals(selection.stream()) && !entry.kind().isToldAfterMerging()) {
                return;
            }
            if (selection.includes(entry)) {
                entries.add(entry);
            }
            if (entry.kind().withdraws()) {
                withdrawing.add(entry.position());
            }
        });
        Moves moves = new Moves(streams);
        // A merge alone moves nothing from or to the streams of others.
        if (split[0]) {
            moving.sort(Comparator.naturalOrder());
            InList.slices(moving).forEach(some -> ledger.at(some).forEach(moves::add));
            came(moves.came()).stream().filter(selection::includes).forEach(entries::add);
        }
        entries.sort(selection.order().comparator());
        return new Story(entries, withdrawing, moves.gone());
    }

    private void each(Set<String> streams, Selection selection, BiConsumer<String, StoryEntry> reader) {
        for (List<String> some : InList.slices(streams)) {
            List<Object> arguments = new ArrayList<>(some);
            arguments.add(selection.known());
            jdbc.query(
                    PARTS.formatted(InList.marks(some)),
                    row -> {
                        String stream = row.getString(1);
                        StoryPart.read(row.getLong(2), row.getBytes(3), entry -> {
                            if (entry.position() <= selection.known()) {
                                reader.accept(stream, entry);
                            }
                        });
                    },
                    arguments.toArray());
        }
    }

    /** Touchpoints that were recorded in the streams of others. */
    private List<StoryEntry> came(Collection<MovedTouchpoint> touchpoints) {
        List<StoryEntry> entries = new ArrayList<>();
        for (List<MovedTouchpoint> some : InList.slices(touchpoints)) {
            Map<String, Long> positions = ledger.positionsOf(
                    some.stream().map(t -> t.facts().key().toString()).toList());
            for (MovedTouchpoint each : some) {
                Long position = positions.get(each.facts().key().toString());
                if (position != null) {
                    entries.add(new StoryEntry(position, Micros.of(each.facts().occurredAt()), EventKind.TOUCHPOINT));
                }
            }
        }
        return entries;
    }
}
