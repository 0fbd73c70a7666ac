package io.flywheel.command.platform;

import java.sql.Connection;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Axon's event store, which can read the streams of many people with one query before a batch loads them. */
public final class LedgerEventStore extends EmbeddedEventStore {
    private static final String PRELOADED = "flywheel.preloadedStreams";
    private static final String COLUMNS =
            "stream, sequence, stream_type, event_id, type, revision, recorded_at, payload, metadata";

    private final LedgerStorageEngine engine;
    private final LedgerSerializer serializer;
    private final java.util.function.Supplier<String> modelsInForce;

    LedgerEventStore(
            Builder builder,
            LedgerStorageEngine engine,
            LedgerSerializer serializer,
            java.util.function.Supplier<String> modelsInForce) {
        super(builder);
        this.engine = engine;
        this.serializer = serializer;
        this.modelsInForce = modelsInForce;
    }

    /**
     * Reads these streams so that the next {@link #readEvents(String)} of each, in the same unit of work, needs no query.
     *
     * @param streams that may have events
     * @param fresh streams known to have none
     */
    public void preload(UnitOfWork<?> work, Connection connection, List<String> streams, Collection<String> fresh)
            throws java.sql.SQLException {
        Map<String, List<DomainEventMessage<?>>> preloaded = new HashMap<>();
        fresh.forEach(stream -> preloaded.put(stream, List.of()));
        for (int from = 0; from < streams.size(); from += 500) {
            preloadSome(connection, streams.subList(from, Math.min(from + 500, streams.size())), preloaded);
        }
        work.root().resources().put(PRELOADED, preloaded);
    }

    private void preloadSome(
            Connection connection, List<String> streams, Map<String, List<DomainEventMessage<?>>> preloaded)
            throws java.sql.SQLException {
        streams.forEach(stream -> preloaded.put(stream, new java.util.ArrayList<>()));
        String in = "(" + String.join(", ", Collections.nCopies(streams.size(), "?")) + ")";
        Map<String, Long> snapshots = new HashMap<>();
        var stored = engine.readMany(
                connection, "SELECT " + COLUMNS + " FROM ledger_snapshot WHERE stream IN " + in, streams);
        String current = modelsInForce.get();
        for (var data : stored) {
            if (current.equals(data.getPayload().getType().getRevision())) {
                messages(Stream.of(data)).forEach(snapshot -> {
                    preloaded.get(snapshot.getAggregateIdentifier()).add(snapshot);
                    snapshots.put(snapshot.getAggregateIdentifier(), snapshot.getSequenceNumber());
                });
            }
        }
        List<String> whole = streams.stream().filter(s -> !snapshots.containsKey(s)).toList();
        if (!whole.isEmpty()) {
            String inWhole = "(" + String.join(", ", Collections.nCopies(whole.size(), "?")) + ")";
            var events = engine.readMany(
                    connection,
                    "SELECT " + COLUMNS + " FROM ledger_event WHERE stream IN " + inWhole + " ORDER BY stream, sequence",
                    whole);
            messages(events.stream())
                    .forEach(event -> preloaded.get(event.getAggregateIdentifier()).add(event));
        }
        if (!snapshots.isEmpty()) {
            List<String> snapped = List.copyOf(snapshots.keySet());
            String inSnapped = "(" + String.join(", ", Collections.nCopies(snapped.size(), "?")) + ")";
            var events = engine.readMany(
                    connection,
                    "SELECT " + COLUMNS + " FROM ledger_event e WHERE stream IN " + inSnapped
                            + " AND sequence > (SELECT MAX(s.sequence) FROM ledger_snapshot s WHERE s.stream = e.stream)"
                            + " ORDER BY stream, sequence",
                    snapped);
            messages(events.stream())
                    .forEach(event -> preloaded.get(event.getAggregateIdentifier()).add(event));
        }
    }

    private Stream<? extends DomainEventMessage<?>> messages(
            Stream<? extends org.axonframework.eventhandling.DomainEventData<?>> data) {
        return EventStreamUtils.upcastAndDeserializeDomainEvents(
                        data, serializer, org.axonframework.serialization.upcasting.event.NoOpEventUpcaster.INSTANCE)
                .asStream();
    }

    @Override
    @SuppressWarnings("unchecked")
    public DomainEventStream readEvents(String stream) {
        if (CurrentUnitOfWork.isStarted()) {
            Map<String, List<DomainEventMessage<?>>> preloaded = (Map<String, List<DomainEventMessage<?>>>)
                    CurrentUnitOfWork.get().root().resources().get(PRELOADED);
            List<DomainEventMessage<?>> events = preloaded == null ? null : preloaded.remove(stream);
            if (events != null) {
                return DomainEventStream.of(events);
            }
        }
        return super.readEvents(stream);
    }
}
