package io.flywheel.command.lifecycle;

import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.api.touchpoint.RecordingOutcome;
import io.flywheel.api.touchpoint.RecordingOutcome.Refused;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.command.churn.BackFills;
import io.flywheel.command.churn.SourcePulse;
import io.flywheel.command.identity.IdentityIndex;
import io.flywheel.command.identity.Mergers;
import io.flywheel.command.platform.StoreFailures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Records batches of touchpoints of many people in one transaction: the duplicates fall out, the ids are resolved in
 * bulk, the people are locked in one order, and all events are appended at once.
 */
@Component
class BatchRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(BatchRecorder.class);

    private final Transactions transactions;
    private final RecordedKeys recorded;
    private final RecordedKeyFilter filter;
    private final IdentityIndex identities;
    private final Mergers mergers;
    private final People people;
    private final BlindIndex blind;
    private final SourcePulse pulse;
    private final BackFills backFills;
    private final ForgottenInFiles forgotten;

    BatchRecorder(
            Transactions transactions,
            RecordedKeys recorded,
            RecordedKeyFilter filter,
            IdentityIndex identities,
            Mergers mergers,
            People people,
            BlindIndex blind,
            SourcePulse pulse,
            BackFills backFills,
            ForgottenInFiles forgotten) {
        this.transactions = transactions;
        this.recorded = recorded;
        this.filter = filter;
        this.identities = identities;
        this.mergers = mergers;
        this.people = people;
        this.blind = blind;
        this.pulse = pulse;
        this.backFills = backFills;
        this.forgotten = forgotten;
    }

    /** What of one batch was counted so far. */
    private static final class Count {
        int recorded;
        int duplicate;
        long seenUpTo;
        final List<Refused> refused = new ArrayList<>(0);

        RecordingOutcome upTo(long position) {
            return new RecordingOutcome(recorded, duplicate, refused, Math.max(seenUpTo, position));
        }
    }

    /** All in one transaction, or none. Answers in the order of the batches. */
    List<RecordingOutcome> record(List<RecordTouchpoints> batches) {
        NewKeys newKeys = new NewKeys();
        try {
            Transactions.Committed<List<Count>> done =
                    transactions.inOne(batches, (work, again) -> recordInOne(work, itemsOf(batches), again, newKeys));
            for (RecordTouchpoints batch : batches) {
                if (batch.importId() == null) {
                    pulse.heard(batch.source());
                    backFills.heard(
                            batch.source(),
                            batch.touchpoints().stream()
                                    .map(IncomingTouchpoint::occurredAt)
                                    .toList());
                }
            }
            return done.result().stream()
                    .map(count -> count.upTo(count.recorded == 0 ? 0 : done.position()))
                    .toList();
        } catch (RuntimeException failure) {
            if (batches.size() > 1 || StoreFailures.isUnavailable(failure)) {
                throw failure;
            }
            return List.of(recordInParts(batches.getFirst(), failure));
        }
    }

    /** One bad touchpoint must not keep the others out: halves the batch until it stands alone. */
    private RecordingOutcome recordInParts(RecordTouchpoints batch, RuntimeException failure) {
        List<IncomingTouchpoint> all = batch.touchpoints();
        if (all.size() == 1) {
            LOG.error("A touchpoint of {} could not be recorded", batch.source(), failure);
            String why = "It could not be recorded: " + failure.getClass().getSimpleName();
            return new RecordingOutcome(0, 0, List.of(new Refused(0, "not-recordable", why)), 0);
        }
        int half = all.size() / 2;
        RecordingOutcome first = part(batch, all.subList(0, half));
        RecordingOutcome second = part(batch, all.subList(half, all.size()));
        List<Refused> refused = new ArrayList<>(first.refused());
        second.refused().forEach(r -> refused.add(new Refused(r.index() + half, r.reason(), r.detail())));
        return new RecordingOutcome(
                first.recorded() + second.recorded(),
                first.duplicate() + second.duplicate(),
                refused,
                Math.max(first.position(), second.position()));
    }

    private RecordingOutcome part(RecordTouchpoints batch, List<IncomingTouchpoint> touchpoints) {
        return record(List.of(new RecordTouchpoints(batch.source(), batch.importId(), touchpoints)))
                .getFirst();
    }

    private List<BatchItem> itemsOf(List<RecordTouchpoints> batches) {
        List<BatchItem> items = new ArrayList<>();
        for (int b = 0; b < batches.size(); b++) {
            RecordTouchpoints batch = batches.get(b);
            for (int i = 0; i < batch.touchpoints().size(); i++) {
                IncomingTouchpoint touchpoint = batch.touchpoints().get(i);
                TouchpointKey key = blind.touchpoint(batch.source(), touchpoint.messageId());
                items.add(new BatchItem(b, i, key, batch.source(), batch.importId(), touchpoint));
            }
        }
        return items;
    }

    private List<Count> recordInOne(UnitOfWork<?> work, List<BatchItem> items, boolean again, NewKeys newKeys) {
        if (items.stream().anyMatch(item -> item.importId() != null)) {
            work.onCommit(committing -> forgotten.requireNone());
        }
        List<String> keys = items.stream().map(item -> item.key().toString()).toList();
        // If the filter overlooked what another process recorded, the unique key breaks; then every key is looked up.
        Map<String, RecordedKeys.Recorded> already = recorded.find(again ? keys : filter.maybeRecorded(keys));
        List<Count> counts = new ArrayList<>();
        Map<TouchpointKey, BatchItem> fresh = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            BatchItem item = items.get(i);
            while (counts.size() <= item.batch()) {
                counts.add(new Count());
            }
            Count count = counts.get(item.batch());
            RecordedKeys.Recorded before = already.get(keys.get(i));
            BatchItem twin = before == null ? fresh.putIfAbsent(item.key(), item) : null;
            String digest = before != null
                    ? before.digest()
                    : twin != null ? twin.touchpoint().digest() : null;
            if (digest == null) {
                count.recorded++;
                continue;
            }
            count.seenUpTo = before == null ? count.seenUpTo : Math.max(count.seenUpTo, before.position());
            if (digest.equals(item.touchpoint().digest())) {
                count.duplicate++;
            } else {
                count.refused.add(item.refused(
                        "conflict", "Another touchpoint with other content was recorded under the same messageId."));
            }
        }
        BatchPlan plan = plan(fresh.values(), newKeys);
        for (BatchItem item : plan.mergeNeeded()) {
            Count count = counts.get(item.batch());
            count.recorded--;
            count.refused.add(item.refused(
                    "merge-needed",
                    "The two ids belong to two people with different userIds. If they are one, merge them:"
                            + " POST /api/users/{id}/merge; this is then recorded."));
        }
        for (BatchItem item : plan.nobodys()) {
            Count count = counts.get(item.batch());
            count.recorded--;
            count.refused.add(item.refused("nobody", "Nobody has that lifecycle any more."));
        }
        people.record(work, plan);
        work.afterCommit(done -> filter.add(keys));
        return counts;
    }

    private BatchPlan plan(Collection<BatchItem> items, NewKeys newKeys) {
        newKeys.startOver();
        List<IncomingTouchpoint> touchpoints =
                items.stream().map(BatchItem::touchpoint).toList();
        long moves = identities.moves();
        Map<String, IdentityIndex.Entry> known = identities.find(BatchPlan.indexes(blind, touchpoints), moves);
        known.putAll(byLifecycle(touchpoints));
        boolean links = touchpoints.stream()
                .anyMatch(t -> t.kind() == TouchpointKind.IDENTIFY || t.kind() == TouchpointKind.ALIAS);
        Set<String> streams = new HashSet<>();
        if (links) {
            known.values().forEach(entry -> streams.add(entry.stream()));
        }
        Set<String> withUser = identities.having(ExternalId.USER_ID, streams);
        BatchPlan plan = new BatchPlan(
                new WhoIsWho(blind, newKeys, known, new HashSet<>(withUser), mergers.partedFrom(streams)),
                moves,
                withUser);
        items.forEach(plan::add);
        return plan;
    }

    /** What the ledger records of somebody by itself arrives under the first id she has; who was forgotten has none. */
    private Map<String, IdentityIndex.Entry> byLifecycle(List<IncomingTouchpoint> touchpoints) {
        List<ExternalId> named = touchpoints.stream()
                .map(touchpoint -> touchpoint.ids().getFirst())
                .filter(ExternalId::isLifecycle)
                .distinct()
                .toList();
        if (named.isEmpty()) {
            return Map.of();
        }
        Map<String, String> goingOn =
                mergers.goingOn(named.stream().map(ExternalId::value).toList());
        Map<String, IdentityIndex.Entry> firsts = identities.firstOfEach(goingOn.values());
        Map<String, IdentityIndex.Entry> found = new HashMap<>();
        for (ExternalId id : named) {
            IdentityIndex.Entry entry = firsts.get(goingOn.get(id.value()));
            if (entry != null) {
                found.put(blind.of(id), entry);
            }
        }
        return found;
    }
}
