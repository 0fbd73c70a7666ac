package io.flywheel.query.identity;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.query.platform.InList;
import io.flywheel.query.platform.Ledger;
import io.flywheel.query.platform.LedgerEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Tells from the log how each id of a person became hers, and which lifecycles merges brought. */
@Component
public class Links {
    private final People people;
    private final Ledger ledger;

    Links(People people, Ledger ledger) {
        this.people = people;
        this.ledger = ledger;
    }

    /** The ids a person had at a log position, the one to show first. */
    public List<LinkedId> of(String stream, long position) {
        List<KnownId> known = people.idsOf(stream, position);
        Map<Long, LedgerEvent> events = new HashMap<>();
        for (List<Long> some :
                InList.slices(known.stream().map(KnownId::knownAt).toList())) {
            ledger.at(some).forEach(event -> events.put(event.position(), event));
        }
        List<LinkedId> linked = new ArrayList<>(known.size());
        for (KnownId each : known) {
            LedgerEvent event = events.get(each.knownAt());
            if (event != null && event.event() instanceof IdentityLinked link) {
                linked.add(new LinkedId(each.id(), event.recordedAt(), link.by(), link.origin()));
            }
        }
        return linked;
    }

    /** For each merge into a person that stood at a log position the lifecycles it brought, the latest first. */
    public Stream<Set<LifecycleId>> merges(String stream, long position) {
        return people.mergedInto(stream, position).stream()
                .map(merged -> people.streamsOf(merged, position).stream()
                        .map(LifecycleId::new)
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
