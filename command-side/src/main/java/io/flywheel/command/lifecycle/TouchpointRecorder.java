package io.flywheel.command.lifecycle;

import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.api.touchpoint.RecordingOutcome;
import io.flywheel.api.touchpoint.RecordingOutcome.Refused;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.command.identity.IdentityIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Records a batch of touchpoints of many people in one transaction: the duplicates fall out, the ids are resolved in
 * bulk, the people are locked in one order, and all events are appended at once.
 */
@Component
public class TouchpointRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(TouchpointRecorder.class);

    private final Transactions transactions;
    private final RecordedKeys recorded;
    private final RecordedKeyFilter filter;
    private final IdentityIndex identities;
    private final People people;
    private final BlindIndex blind;

    protected TouchpointRecorder(
            Transactions transactions,
            RecordedKeys recorded,
            RecordedKeyFilter filter,
            IdentityIndex identities,
            People people,
            BlindIndex blind) {
        this.transactions = transactions;
        this.recorded = recorded;
        this.filter = filter;
        this.identities = identities;
        this.people = people;
        this.blind = blind;
    }

    /** One touchpoint, its key, and its place in the batch as it was sent. */
    private record Item(int index, TouchpointKey key, IncomingTouchpoint touchpoint) {}

    /** Durable when it returns. Blocks; safe for threads. */
    public RecordingOutcome record(RecordTouchpoints batch) {
        List<Item> items = new ArrayList<>(batch.touchpoints().size());
        for (IncomingTouchpoint touchpoint : batch.touchpoints()) {
            items.add(new Item(items.size(), blind.touchpoint(batch.source(), touchpoint.messageId()), touchpoint));
        }
        return record(batch, items);
    }

    /** For senders over the command bus: in a thread of its own, since it opens units of work and may repeat them. */
    @CommandHandler
    RecordingOutcome handle(RecordTouchpoints batch) {
        return CompletableFuture.supplyAsync(() -> record(batch)).join();
    }

    private RecordingOutcome record(RecordTouchpoints batch, List<Item> items) {
        try {
            Transactions.Committed<Counted> done =
                    transactions.inOne(batch, (work, again) -> recordInOne(work, batch, items, again));
            Counted counted = done.result();
            return new RecordingOutcome(
                    counted.recorded(),
                    counted.duplicate(),
                    counted.refused(),
                    Math.max(counted.seenUpTo(), done.position()));
        } catch (DataAccessResourceFailureException | TransactionException storeIsAway) {
            throw storeIsAway;
        } catch (RuntimeException failure) {
            if (items.size() == 1) {
                if (failure instanceof TransientDataAccessException) {
                    throw failure;
                }
                LOG.error(
                        "A touchpoint could not be recorded; its key is {}",
                        items.getFirst().key(),
                        failure);
                // One bad touchpoint must not keep the others out; whoever sent it sees it in the quarantine.
                return new RecordingOutcome(
                        0,
                        0,
                        List.of(new Refused(items.getFirst().index(), "not-recordable", String.valueOf(failure))),
                        0);
            }
            RecordingOutcome first = record(batch, items.subList(0, items.size() / 2));
            return both(first, record(batch, items.subList(items.size() / 2, items.size())));
        }
    }

    private static RecordingOutcome both(RecordingOutcome a, RecordingOutcome b) {
        List<Refused> refused = new ArrayList<>(a.refused());
        refused.addAll(b.refused());
        return new RecordingOutcome(
                a.recorded() + b.recorded(),
                a.duplicate() + b.duplicate(),
                refused,
                Math.max(a.position(), b.position()));
    }

    private Counted recordInOne(UnitOfWork<?> work, RecordTouchpoints batch, List<Item> items, boolean again) {
        List<String> keys = items.stream().map(item -> item.key().toString()).toList();
        // If the filter overlooked what another process recorded, the unique key breaks; then every key is looked up.
        Map<String, RecordedKeys.Recorded> already = recorded.find(again ? keys : filter.maybeRecorded(keys));
        List<Refused> refused = new ArrayList<>();
        Map<TouchpointKey, Item> fresh = new LinkedHashMap<>();
        int duplicates = 0;
        long seenUpTo = 0;
        for (Item item : items) {
            RecordedKeys.Recorded before = already.get(item.key().toString());
            Item twin = before == null ? fresh.putIfAbsent(item.key(), item) : null;
            String digest = before != null
                    ? before.digest()
                    : twin != null ? twin.touchpoint().digest() : null;
            if (digest == null) {
                continue;
            }
            if (digest.equals(item.touchpoint().digest())) {
                duplicates++;
            } else {
                refused.add(new Refused(
                        item.index(),
                        "conflict",
                        "Another touchpoint with other content was recorded under the same messageId."));
            }
            seenUpTo = before == null ? seenUpTo : Math.max(seenUpTo, before.position());
        }
        BatchPlan plan = plan(batch.source(), fresh.values());
        refused.addAll(plan.refused());
        people.record(work, batch, plan);
        work.afterCommit(done -> filter.add(keys));
        return new Counted(fresh.size() - plan.refused().size(), duplicates, refused, seenUpTo);
    }

    /** @param seenUpTo the latest position at which a duplicate had been recorded */
    private record Counted(int recorded, int duplicate, List<Refused> refused, long seenUpTo) {}

    private BatchPlan plan(String source, java.util.Collection<Item> items) {
        List<IncomingTouchpoint> touchpoints =
                items.stream().map(Item::touchpoint).toList();
        Map<String, IdentityIndex.Entry> known = identities.find(BatchPlan.indexes(blind, touchpoints));
        boolean links = touchpoints.stream()
                .anyMatch(t -> t.kind() == TouchpointKind.IDENTIFY || t.kind() == TouchpointKind.ALIAS);
        Set<String> streams = new HashSet<>();
        if (links) {
            known.values().forEach(entry -> streams.add(entry.stream()));
        }
        BatchPlan plan = new BatchPlan(blind, known, identities.having(ExternalId.USER_ID, streams));
        items.forEach(item -> plan.add(item.index(), item.key(), source, item.touchpoint()));
        return plan;
    }
}
