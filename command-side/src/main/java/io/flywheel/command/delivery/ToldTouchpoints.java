package io.flywheel.command.delivery;

import io.flywheel.api.EventFormat;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.privacy.CannotOpen;
import io.flywheel.api.privacy.KeyMissing;
import io.flywheel.api.privacy.PersonalJson;
import io.flywheel.api.privacy.Place;
import io.flywheel.api.privacy.Sealed;
import io.flywheel.api.privacy.Seals;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.command.platform.InList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds a person's newest events in the log, and opens what was sent beside their facts; keeps nothing of it. */
@Component
public class ToldTouchpoints {
    private static final Logger LOG = LoggerFactory.getLogger(ToldTouchpoints.class);
    private static final JsonMapper JSON =
            JsonMapper.builder(PersonalJson.factory().build()).build();
    private static final String READ = """
            SELECT type, payload FROM ledger_event WHERE stream = ? AND sequence > ? AND sequence <= ?
                AND type IN ('TouchpointRecorded', 'TouchpointVoided') ORDER BY sequence DESC""";
    private static final String MOVED_IN = """
            SELECT e.payload FROM touchpoint_moved m JOIN ledger_event e ON e.event_id = m.event_id
            WHERE m.stream = ? ORDER BY e.position DESC LIMIT %d""";
    /** Of many people at once; the subselect reads the key only. */
    private static final String NEWEST = """
            SELECT e.stream, e.payload FROM
                (SELECT stream, MAX(sequence) AS newest FROM ledger_event WHERE stream IN %s GROUP BY stream) n
                JOIN ledger_event e ON e.stream = n.stream AND e.sequence > n.newest - %d
            WHERE e.type = 'TouchpointRecorded' ORDER BY e.stream, e.sequence DESC""";

    private final JdbcTemplate ledger;
    private final Seals seals;

    ToldTouchpoints(JdbcTemplate ledger, Seals seals) {
        this.ledger = ledger;
        this.seals = seals;
    }

    /** @return the sequence number of the newest event, -1 if there is none */
    long newestOf(String stream) {
        List<Long> newest = ledger.queryForList(
                "SELECT sequence FROM ledger_event WHERE stream = ? ORDER BY stream DESC, sequence DESC LIMIT 1",
                Long.class,
                stream);
        return newest.isEmpty() ? -1 : newest.getFirst();
    }

    /** What was recorded, and what was taken out again, newest first. */
    List<Object> between(String stream, long after, long upTo) {
        return ledger.query(
                READ, (row, number) -> EventFormat.read(row.getString(1), row.getBytes(2)), stream, after, upTo);
    }

    /** What was recorded of others and turned out to be about her, the newest. */
    List<TouchpointRecorded> movedIn(String stream, int most) {
        return ledger.query(MOVED_IN.formatted(most), (row, number) -> touchpoint(row.getBytes(1)), stream);
    }

    /** The touchpoints among the newest events of each of these, one stream after the other, newest first. */
    void newestOfEach(List<String> streams, int most, Consumer<Found> taker) {
        for (List<String> some : InList.slices(streams)) {
            List<Found> found = new ArrayList<>();
            ledger.query(
                    NEWEST.formatted(InList.marks(some), most),
                    row -> {
                        found.add(new Found(row.getString(1), touchpoint(row.getBytes(2))));
                    },
                    some.toArray());
            found.forEach(taker);
        }
    }

    record Found(String stream, TouchpointRecorded event) {}

    private static TouchpointRecorded touchpoint(byte[] payload) {
        return (TouchpointRecorded) EventFormat.read(EventFormat.typeOf(TouchpointRecorded.class), payload);
    }

    /** Whoever it counts for now. */
    public Optional<TouchpointRecorded> find(TouchpointKey key) {
        return ledger
                .query(
                        "SELECT payload FROM ledger_event WHERE event_id = ? AND type = 'TouchpointRecorded'",
                        (row, number) -> touchpoint(row.getBytes(1)),
                        key.toString())
                .stream()
                .findFirst();
    }

    /** None if nothing was sent beside the facts, or it is erased. */
    public Optional<JsonNode> open(TouchpointRecorded event) {
        Sealed sealed = event.sealed();
        if (sealed == null) {
            return Optional.empty();
        }
        try {
            return seals.open(sealed, Place.of(event.facts().key())).map(JSON::readTree);
        } catch (CannotOpen | KeyMissing damaged) {
            LOG.warn("{}", damaged.getMessage());
            return Optional.empty();
        } catch (JacksonException noJson) {
            return Optional.empty();
        }
    }
}
