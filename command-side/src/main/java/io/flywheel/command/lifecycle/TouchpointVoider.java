package io.flywheel.command.lifecycle;

import io.flywheel.api.EventFormat;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.api.touchpoint.VoidTouchpoints;
import io.flywheel.command.identity.IdentityIndex;
import io.flywheel.command.identity.Mergers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Takes touchpoints out of the fold: one, or all of an import. */
@Component
public class TouchpointVoider {
    private static final int EVENTS_A_READ = 5_000;
    private static final int TOUCHPOINTS_A_TRANSACTION = 1_000;

    private final Transactions transactions;
    private final People people;
    private final RecordedKeys recorded;
    private final IdentityIndex identities;
    private final Mergers mergers;
    private final BlindIndex blind;
    private final JdbcTemplate jdbc;

    protected TouchpointVoider(
            Transactions transactions,
            People people,
            RecordedKeys recorded,
            IdentityIndex identities,
            Mergers mergers,
            BlindIndex blind,
            JdbcTemplate jdbc) {
        this.transactions = transactions;
        this.people = people;
        this.recorded = recorded;
        this.identities = identities;
        this.mergers = mergers;
        this.blind = blind;
        this.jdbc = jdbc;
    }

    /** @return how many were voided now; 0 if there is none, or it is voided already */
    public int voidOne(String source, String messageId, String reason, String by) {
        TouchpointKey key = blind.touchpoint(source, messageId);
        RecordedKeys.Recorded found = recorded.find(List.of(key.toString())).get(key.toString());
        return found == null ? 0 : take(Map.of(key, found.stream()), reason, by);
    }

    /**
     * Reads the log once from its start, in pages; what is voided already is left alone, so it can be repeated.
     *
     * @return how many were voided now
     */
    public int voidImport(String importId, String reason, String by) {
        int taken = 0;
        long[] position = {0};
        while (true) {
            Map<TouchpointKey, String> recordedIn = new LinkedHashMap<>();
            int[] read = {0};
            jdbc.query(
                    "SELECT position, stream, type, payload FROM ledger_event WHERE position > ? ORDER BY position"
                            + " LIMIT " + EVENTS_A_READ,
                    row -> {
                        read[0]++;
                        position[0] = row.getLong(1);
                        if (row.getString(3).equals(EventFormat.typeOf(TouchpointRecorded.class))) {
                            var event = (TouchpointRecorded) EventFormat.read(row.getString(3), row.getBytes(4));
                            if (importId.equals(event.importId())) {
                                recordedIn.put(event.facts().key(), row.getString(2));
                            }
                        }
                    },
                    position[0]);
            taken += take(recordedIn, reason, by);
            if (read[0] == 0) {
                return taken;
            }
        }
    }

    /** @param recordedIn the streams that the touchpoints are in; they may count as another's since */
    private int take(Map<TouchpointKey, String> recordedIn, String reason, String by) {
        int taken = 0;
        List<TouchpointKey> keys = List.copyOf(recordedIn.keySet());
        for (int from = 0; from < keys.size(); from += TOUCHPOINTS_A_TRANSACTION) {
            List<TouchpointKey> some = keys.subList(from, Math.min(from + TOUCHPOINTS_A_TRANSACTION, keys.size()));
            taken += transactions
                    .inOne("void", (work, again) -> {
                        long moves = identities.moves();
                        return people.take(work, commands(some, recordedIn, reason, by), moves);
                    })
                    .result();
        }
        return taken;
    }

    private List<VoidTouchpoints> commands(
            List<TouchpointKey> keys, Map<TouchpointKey, String> recordedIn, String reason, String by) {
        Map<String, String> moved =
                mergers.movedTo(keys.stream().map(TouchpointKey::toString).toList());
        Map<TouchpointKey, String> streams = new LinkedHashMap<>();
        keys.forEach(key -> streams.put(key, moved.getOrDefault(key.toString(), recordedIn.get(key))));
        Map<String, String> goingOn = mergers.goingOn(Set.copyOf(streams.values()));
        Map<String, List<TouchpointKey>> byPerson = new TreeMap<>();
        streams.forEach((key, stream) -> byPerson.computeIfAbsent(
                        goingOn.getOrDefault(stream, stream), person -> new ArrayList<>())
                .add(key));
        List<VoidTouchpoints> commands = new ArrayList<>();
        byPerson.forEach(
                (person, theirs) -> commands.add(new VoidTouchpoints(new LifecycleId(person), theirs, reason, by)));
        return commands;
    }
}
