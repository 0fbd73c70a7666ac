package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.command.identity.IdentityIndex;
import io.flywheel.command.lifecycle.WhoIsWho.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides, for the touchpoints of one batch in the order sent, which person each belongs to. Only {@code identify} and
 * {@code alias} link ids; elsewhere the userId wins. An anonymous and a known person who turn out to be one are merged; two
 * with different userIds stay two: a shared device's id moves on to the person who signed in last.
 */
final class BatchPlan {
    /** One person's share of the batch. */
    static final class Share {
        final LifecycleId person;
        final boolean fresh;
        final String source;
        final List<Link> links = new ArrayList<>(2);
        final List<Arrived> touchpoints = new ArrayList<>(4);
        final List<IdentityIndex.Entry> released = new ArrayList<>(0);
        /** Ids to be released that come to her by a merge of this batch: what their numbers are is known after it. */
        final List<IdentityIndex.Entry> releasedAfterMerging = new ArrayList<>(0);
        /** The numbers of identities that came to her by a merge of this batch. */
        final Map<KeyName, Integer> came = new HashMap<>(0);

        Share(LifecycleId person, String source, boolean fresh) {
            this.person = person;
            this.source = source;
            this.fresh = fresh;
        }
    }

    /** @param under the ids of hers that it came with */
    record Arrived(BatchItem item, List<Under> under) {}

    /** Two people with a history who turn out to be one. */
    record Merge(LifecycleId from, LifecycleId into, String by) {}

    private final WhoIsWho who;
    private final long moves;
    /** The streams that had a userId when they were looked up, of those that may be linked. */
    final Set<String> withUser;

    private final Map<String, Share> shares = new TreeMap<>();
    private final List<Merge> merges = new ArrayList<>(0);
    private final List<BatchItem> mergeNeeded = new ArrayList<>(0);
    private final List<BatchItem> nobodys = new ArrayList<>(0);
    private String source = "";

    /** @param moves how often ids had moved when they were looked up */
    BatchPlan(WhoIsWho who, long moves, Set<String> withUser) {
        this.who = who;
        this.moves = moves;
        this.withUser = Set.copyOf(withUser);
    }

    /** Who was known before and gets an id, or becomes one with somebody. */
    Set<String> linking() {
        Set<String> streams = merging();
        shares.values().stream()
                .filter(share -> !share.fresh && !share.links.isEmpty())
                .forEach(share -> streams.add(share.person.value()));
        return streams;
    }

    /** In the order in which people are to be locked. */
    Iterable<Share> shares() {
        return shares.values();
    }

    /** Whose streams are to be read. */
    Set<String> known() {
        Set<String> streams = merging();
        shares.values().stream().filter(share -> !share.fresh).forEach(share -> streams.add(share.person.value()));
        return streams;
    }

    private Set<String> merging() {
        Set<String> streams = new TreeSet<>();
        merges.forEach(merge ->
                streams.addAll(List.of(merge.from().value(), merge.into().value())));
        return streams;
    }

    /** Who is seen for the first time. */
    List<String> fresh() {
        return shares.values().stream()
                .filter(share -> share.fresh)
                .map(share -> share.person.value())
                .toList();
    }

    /** To be carried out in this order; whoever ends is recorded before, and whoever goes on after all of them. */
    List<Merge> merges() {
        return merges;
    }

    /** Ids came to a person by a merge of this batch, with numbers of their own. */
    void came(LifecycleId person, List<IdentityIndex.Entry> ids) {
        Share share = shares.get(person.value());
        if (share != null) {
            ids.forEach(id -> share.came.put(id.key(), id.number()));
            share.releasedAfterMerging.replaceAll(wanted -> ids.stream()
                    .filter(id -> id.index().equals(wanted.index()))
                    .findFirst()
                    .orElse(wanted));
        }
    }

    /** None if nothing is to be recorded of her. */
    @Nullable
    Share shareOf(LifecycleId person) {
        return shares.get(person.value());
    }

    long moves() {
        return moves;
    }

    /** Whether somebody had this id before the batch. */
    boolean isKnown(String index) {
        return who.wasKnown(index);
    }

    /** Those that link two people who each have a userId. */
    List<BatchItem> mergeNeeded() {
        return mergeNeeded;
    }

    /** Those about a lifecycle that is over or never was. */
    List<BatchItem> nobodys() {
        return nobodys;
    }

    void add(BatchItem item) {
        IncomingTouchpoint incoming = item.touchpoint();
        source = item.source();
        ExternalId first = incoming.ids().getFirst();
        if (first.isLifecycle() && who.find(first) == null) {
            nobodys.add(item);
            return;
        }
        List<ExternalId> arrivesWith = new ArrayList<>(2);
        LifecycleId person = switch (incoming.kind()) {
            case IDENTIFY -> identify(incoming, arrivesWith);
            case ALIAS -> alias(incoming, arrivesWith);
            default -> whoIs(incoming.ids().getFirst(), arrivesWith);
        };
        if (person == null) {
            mergeNeeded.add(item);
            return;
        }
        List<Under> under = new ArrayList<>(arrivesWith.size());
        for (ExternalId id : arrivesWith) {
            Under one = who.under(person, id);
            if (one != null) {
                under.add(one);
            }
        }
        share(person, false).touchpoints.add(new Arrived(item, under));
    }

    private @Nullable LifecycleId identify(IncomingTouchpoint incoming, List<ExternalId> arrivesWith) {
        ExternalId first = incoming.ids().getFirst();
        LifecycleId person = who.find(first);
        for (ExternalId other : incoming.ids().subList(1, incoming.ids().size())) {
            person = join(first, person, other, "identify");
            if (person == null) {
                return null;
            }
        }
        arrivesWith.addAll(incoming.ids());
        return person == null ? open(first) : person;
    }

    private @Nullable LifecycleId alias(IncomingTouchpoint incoming, List<ExternalId> arrivesWith) {
        ExternalId id = incoming.ids().getFirst();
        ExternalId previous = incoming.previousId();
        if (previous == null) {
            return whoIs(id, arrivesWith);
        }
        // Senders do not say of which kind it is: a known userId, or else an anonymous id.
        ExternalId old = who.find(ExternalId.user(previous.value())) != null
                ? ExternalId.user(previous.value())
                : ExternalId.anonymous(previous.value());
        arrivesWith.addAll(List.of(id, old));
        return join(id, who.find(id), old, "alias");
    }

    private LifecycleId whoIs(ExternalId id, List<ExternalId> arrivesWith) {
        arrivesWith.add(id);
        LifecycleId person = who.find(id);
        return person == null ? open(id) : person;
    }

    /** Makes one person of an id and another; none where each has a userId, so that only a person can know better. */
    private @Nullable LifecycleId join(ExternalId id, @Nullable LifecycleId person, ExternalId other, String by) {
        LifecycleId owner = who.find(other);
        if (owner == null) {
            LifecycleId to = person == null ? open(id) : person;
            share(to, false).links.add(who.link(to, other, by));
            return to;
        }
        if (owner.equals(person)) {
            return person;
        }
        boolean somebodyElse = who.hasUser(owner) && !other.isUserId() && id.isUserId();
        if (somebodyElse) {
            LifecycleId to = person == null ? open(id) : person;
            moveOn(other, owner, to, by);
            return to;
        }
        if (person == null) {
            share(owner, false).links.add(who.link(owner, id, by));
            return owner;
        }
        if (who.areParted(person, owner)) {
            return person;
        }
        return who.hasUser(person) && who.hasUser(owner) ? null : merge(person, owner, by);
    }

    /** Whoever has a userId goes on; but nobody is merged who was not there before this batch. */
    private LifecycleId merge(LifecycleId person, LifecycleId owner, String by) {
        LifecycleId wanted = who.hasUser(owner) ? owner : person;
        LifecycleId other = wanted.equals(owner) ? person : owner;
        LifecycleId into = isFresh(wanted) ? other : wanted;
        LifecycleId from = into.equals(other) ? wanted : other;
        if (isFresh(from)) {
            Share left = share(from, true);
            Share right = share(into, false);
            right.touchpoints.addAll(left.touchpoints);
            right.links.addAll(left.links);
            shares.remove(from.value());
        } else {
            merges.add(new Merge(from, into, by));
        }
        who.merge(from, into);
        return into;
    }

    private boolean isFresh(LifecycleId person) {
        Share share = shares.get(person.value());
        return share != null && share.fresh;
    }

    private LifecycleId open(ExternalId id) {
        Link link = who.open(id);
        LifecycleId person = new LifecycleId(link.key().toString());
        share(person, true).links.add(link);
        return person;
    }

    private void moveOn(ExternalId id, LifecycleId from, LifecycleId to, String by) {
        IdentityIndex.Entry entry = who.entry(id);
        Share old = share(from, false);
        if (!old.links.removeIf(link -> link.id().equals(id)) && entry != null) {
            (entry.stream().equals(from.value()) ? old.released : old.releasedAfterMerging).add(entry);
        }
        share(to, false).links.add(who.link(to, id, by));
    }

    private Share share(LifecycleId person, boolean fresh) {
        return shares.computeIfAbsent(person.value(), stream -> new Share(person, source, fresh));
    }

    /** Every blind index that planning these touchpoints may ask for. */
    static Set<String> indexes(BlindIndex blind, List<IncomingTouchpoint> touchpoints) {
        Set<String> indexes = new LinkedHashSet<>();
        for (IncomingTouchpoint touchpoint : touchpoints) {
            if (touchpoint.kind() == TouchpointKind.IDENTIFY || touchpoint.kind() == TouchpointKind.ALIAS) {
                touchpoint.ids().forEach(id -> indexes.add(blind.of(id)));
                if (touchpoint.previousId() != null) {
                    String value = touchpoint.previousId().value();
                    indexes.add(blind.of(ExternalId.user(value)));
                    indexes.add(blind.of(ExternalId.anonymous(value)));
                }
            } else {
                indexes.add(blind.of(touchpoint.ids().getFirst()));
            }
        }
        return indexes;
    }
}
