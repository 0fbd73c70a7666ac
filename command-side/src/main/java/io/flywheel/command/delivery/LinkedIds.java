package io.flywheel.command.delivery;

import io.flywheel.api.EventFormat;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.privacy.Place;
import io.flywheel.api.privacy.Seals;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** By which ids services know somebody, opened for whoever hands a message to one of them. */
@Component
public class LinkedIds {
    private static final String LINKED =
            "SELECT payload FROM ledger_event WHERE stream = ? AND type = 'IdentityLinked' ORDER BY sequence";

    private final JdbcTemplate ledger;
    private final Seals seals;

    LinkedIds(JdbcTemplate ledger, Seals seals) {
        this.ledger = ledger;
        this.seals = seals;
    }

    /** Those that are hers now, each once. */
    public List<ExternalId> of(LifecycleId person) {
        return of(person, number -> true);
    }

    /** @param wanted by their numbers in her lifecycle */
    public List<ExternalId> of(LifecycleId person, IntPredicate wanted) {
        Set<String> hers = new HashSet<>();
        ledger.query(
                "SELECT blind_index, number FROM identity_index WHERE stream = ?",
                row -> {
                    if (wanted.test(row.getInt(2))) {
                        hers.add(row.getString(1));
                    }
                },
                person.value());
        Map<String, ExternalId> found = new LinkedHashMap<>();
        for (IdentityLinked linked : ledger.query(LINKED, (row, number) -> linked(row.getBytes(1)), person.value())) {
            if (hers.contains(linked.index())) {
                seals.open(linked.id(), Place.ofId(linked.index()))
                        .ifPresent(value -> found.put(linked.index(), new ExternalId(linked.kind(), value)));
            }
        }
        return List.copyOf(found.values());
    }

    private static IdentityLinked linked(byte[] payload) {
        return (IdentityLinked) EventFormat.read(EventFormat.typeOf(IdentityLinked.class), payload);
    }
}
