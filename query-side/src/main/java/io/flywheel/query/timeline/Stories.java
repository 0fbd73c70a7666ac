package io.flywheel.query.timeline;

import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.query.platform.InList;
import io.flywheel.query.platform.Ledger;
import io.flywheel.query.platform.LedgerEvent;
import io.flywheel.query.platform.ReadStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Reads a person's story: which events it has from the read model, some bytes for each, and what they say from the log, a
 * few hundred at a time. So no story is too long to read, and what is personal is stored in one place.
 */
@Component
class Stories {
    private static final String PARTS = """
            SELECT first_position, entries FROM timeline_rows
            WHERE stream = ? AND generation = (SELECT live FROM read_model WHERE name = 'timeline')
                AND first_position <= ?
            ORDER BY first_position""";

    private final JdbcTemplate jdbc;
    private final Ledger ledger;

    Stories(@ReadStore JdbcTemplate jdbc, Ledger ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    /** A part of a person's story in the order asked for, not yet read from the log. */
    final class Story {
        private final List<StoryEntry> entries;
        private final List<Long> withdrawing;

        private Story(List<StoryEntry> entries, List<Long> withdrawing) {
            this.entries = entries;
            this.withdrawing = withdrawing;
        }

        /** What follows the page that ended there. */
        Story after(Cursor end) {
            return new Story(entries.stream().filter(end::isBefore).toList(), withdrawing);
        }

        boolean isLongerThan(int limit) {
            return entries.size() > limit;
        }

        Story first(int limit) {
            return isLongerThan(limit) ? new Story(entries.subList(0, limit), withdrawing) : this;
        }

        StoryEntry last() {
            return entries.getLast();
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
                            !withdrawals.include(placement.subject(), entry.position())));
                }
            });
        }
    }

    Story of(Selection selection) {
        List<StoryEntry> entries = new ArrayList<>();
        List<Long> withdrawing = new ArrayList<>(0);
        jdbc.query(
                PARTS,
                row -> {
                    StoryPart.read(row.getLong(1), row.getBytes(2), entry -> {
                        if (entry.position() > selection.known()) {
                            return;
                        }
                        if (selection.includes(entry)) {
                            entries.add(entry);
                        }
                        if (entry.kind().withdraws()) {
                            withdrawing.add(entry.position());
                        }
                    });
                },
                selection.stream(),
                selection.known());
        entries.sort(selection.order().comparator());
        return new Story(entries, withdrawing);
    }
}
