package io.flywheel.command.lifecycle;

import io.flywheel.api.EventFormat;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.api.touchpoint.VoidTouchpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Takes touchpoints out of the fold: one, or all of an import. */
@Component
public class TouchpointVoider {
    private static final int EVENTS_A_READ = 5_000;
    private static final int PEOPLE_A_TRANSACTION = 100;

    private final Transactions transactions;
    private final People people;
    private final RecordedKeys recorded;
    private final BlindIndex blind;
    private final JdbcTemplate jdbc;

    protected TouchpointVoider(
            Transactions transactions, People people, RecordedKeys recorded, BlindIndex blind, JdbcTemplate jdbc) {
        this.transactions = transactions;
        this.people = people;
        this.recorded = recorded;
        this.blind = blind;
        this.jdbc = jdbc;
    }

    /** @return how many were voided now; 0 if there is none, or it is voided already */
    public int voidOne(String source, String messageId, String reason, String by) {
        TouchpointKey key = blind.touchpoint(source, messageId);
        RecordedKeys.Recorded found = recorded.find(List.of(key.toString())).get(key.toString());
        return found == null
                ? 0
                : take(List.of(new VoidTouchpoints(new LifecycleId(found.stream()), List.of(key), reason, by)));
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
            Map<String, List<TouchpointKey>> byPerson = new TreeMap<>();
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
                                byPerson.computeIfAbsent(row.getString(2), p -> new ArrayList<>())
                                        .add(event.facts().key());
                            }
                        }
                    },
                    position[0]);
            List<VoidTouchpoints> commands = new ArrayList<>();
            byPerson.forEach(
                    (person, keys) -> commands.add(new VoidTouchpoints(new LifecycleId(person), keys, reason, by)));
            for (int from = 0; from < commands.size(); from += PEOPLE_A_TRANSACTION) {
                taken += take(commands.subList(from, Math.min(from + PEOPLE_A_TRANSACTION, commands.size())));
            }
            if (read[0] == 0) {
                return taken;
            }
        }
    }

    private int take(List<VoidTouchpoints> commands) {
        return transactions
                .inOne(commands.getFirst(), (work, again) -> people.take(work, commands))
                .result();
    }
}
