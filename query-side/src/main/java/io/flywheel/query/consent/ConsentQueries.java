package io.flywheel.query.consent;

import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.privacy.ConsentHistory;
import io.flywheel.api.privacy.ConsentState;
import io.flywheel.api.privacy.Consents;
import io.flywheel.api.privacy.PersonConsents;
import io.flywheel.query.consent.ConsentRows.Said;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what somebody allows, and by which of all that she said. */
@Component
public class ConsentQueries {
    private static final Comparator<Said> LATEST_FIRST = Comparator.comparing(Said::change, ConsentChanged.ORDER)
            .thenComparingLong(Said::position)
            .reversed();

    private final ConsentRows rows;

    ConsentQueries(ConsentRows rows) {
        this.rows = rows;
    }

    /**
     * @param streams all that are hers
     * @param known the log position at which it was known
     */
    public PersonConsents states(Collection<String> streams, Instant at, long known) {
        Consents consents = new Consents(at);
        rows.each(streams, null, known, said -> consents.add(said.change(), said.position()));
        return new PersonConsents(at, known, consents.all());
    }

    /** The history of one purpose, empty where she never said anything about it. */
    public ConsentHistory history(Collection<String> streams, String purpose, Instant at, long known) {
        List<Said> said = new ArrayList<>();
        rows.each(streams, purpose, known, said::add);
        return told(purpose, said, at, known);
    }

    /** The history of every purpose about which she ever said anything. */
    public List<ConsentHistory> histories(Collection<String> streams, Instant at, long known) {
        Map<String, List<Said>> byPurpose = new TreeMap<>();
        rows.each(
                streams,
                null,
                known,
                said -> byPurpose
                        .computeIfAbsent(said.change().purpose(), none -> new ArrayList<>())
                        .add(said));
        return byPurpose.entrySet().stream()
                .map(each -> told(each.getKey(), each.getValue(), at, known))
                .toList();
    }

    private static ConsentHistory told(String purpose, List<Said> said, Instant at, long known) {
        Consents consents = new Consents(at);
        said.forEach(each -> consents.add(each.change(), each.position()));
        ConsentState state = consents.of(purpose).orElse(null);
        return new ConsentHistory(
                purpose,
                at,
                known,
                state,
                said.stream()
                        .sorted(LATEST_FIRST)
                        .map(each -> change(each, state))
                        .toList());
    }

    private static ConsentHistory.Change change(Said said, @Nullable ConsentState state) {
        ConsentChanged change = said.change();
        return new ConsentHistory.Change(
                change.granted(),
                change.at(),
                said.recordedAt(),
                change.source(),
                change.wording(),
                change.expires(),
                said.position(),
                state != null && state.position() == said.position());
    }
}
