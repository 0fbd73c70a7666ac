package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.Sealed;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.command.identity.IdentityIndex;
import io.flywheel.command.lifecycle.RecordInto.NewIdentity;
import io.flywheel.command.lifecycle.RecordInto.Under;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides, for the touchpoints of one batch in the order sent, which person each belongs to. Only {@code identify} and
 * {@code alias} link ids; elsewhere the userId wins. Two lifecycles with different userIds stay two: a shared device's
 * id moves on to the person who signed in last.
 */
final class BatchPlan {
    /** One person's share of the batch. */
    static final class Share {
        final LifecycleId person;
        final boolean fresh;
        final String source;
        final Map<String, Integer> came = new HashMap<>(0);
        final List<NewIdentity> identities = new ArrayList<>(2);
        final List<RecordInto.NewTouchpoint> touchpoints = new ArrayList<>(4);
        final List<IdentityIndex.Entry> released = new ArrayList<>(0);
        /** Ids to be released that come to her by a merge of this batch: what their numbers are is known after it. */
        final List<IdentityIndex.Entry> releasedAfterMerging = new ArrayList<>(0);

        Share(LifecycleId person, String source, boolean fresh) {
            this.person = person;
            this.source = source;
            this.fresh = fresh;
        }
    }

    private final BlindIndex blind;
    private final long moves;
    private final Map<String, IdentityIndex.Entry> known;
    private final Set<String> withUser;
    private final Map<String, Set<String>> parted;
    /** What this batch itself links: blind index to person. */
    private final Map<String, LifecycleId> linked = new HashMap<>();

    private final Map<String, NewIdentity> links = new HashMap<>();

    private final Map<String, Share> shares = new TreeMap<>();
    private String source = "";
    private final List<BatchItem> mergeNeeded = new ArrayList<>(0);
    private final List<Merge> merges = new ArrayList<>(0);
    /** Where somebody goes on who is merged in this batch. */
    private final Map<LifecycleId, LifecycleId> goingOn = new HashMap<>(0);

    /** Two people with a history who turn out to be one. */
    record Merge(LifecycleId from, LifecycleId into, String by) {}

    /**
     * @param withUser the streams that have a userId
     * @param parted the streams that each was split from
     * @param moves how often ids had moved when these were looked up
     */
    BatchPlan(
            BlindIndex blind,
            Map<String, IdentityIndex.Entry> known,
            Set<String> withUser,
            Map<String, Set<String>> parted,
            long moves) {
        this.blind = blind;
        this.moves = moves;
        this.known = known;
        this.withUser = withUser;
        this.parted = parted;
    }

    /** In the order in which people are to be locked. */
    Iterable<Share> shares() {
        return shares.values();
    }

    /** Whose streams are to be read. */
    Set<String> known() {
        Set<String> streams = new TreeSet<>();
        shares.values().stream().filter(share -> !share.fresh).forEach(share -> streams.add(share.person.value()));
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

    /** To be carried out in this order, before anything is recorded. */
    List<Merge> merges() {
        return merges;
    }

    /** Ids came to a person by a merge of this batch, with numbers of their own. */
    void came(LifecycleId person, List<IdentityIndex.Entry> ids) {
        Share share = shares.get(person.value());
        if (share != null) {
            ids.forEach(id -> share.came.put(id.index(), id.number()));
            share.releasedAfterMerging.replaceAll(wanted -> ids.stream()
                    .filter(id -> id.index().equals(wanted.index()))
                    .findFirst()
                    .orElse(wanted));
        }
    }

    /** How often ids had moved when these were looked up. */
    long moves() {
        return moves;
    }

    /** Whether somebody had this id before the batch. */
    boolean isKnown(String index) {
        return known.containsKey(index);
    }

    /** Those that link two people who each have a userId. */
    List<BatchItem> mergeNeeded() {
        return mergeNeeded;
    }

    void add(BatchItem item) {
        IncomingTouchpoint incoming = item.touchpoint();
        source = item.source();
        List<Under> arrivedUnder = new ArrayList<>(2);
        LifecycleId person = switch (incoming.kind()) {
            case IDENTIFY -> identify(incoming, arrivedUnder);
            case ALIAS -> alias(incoming, arrivedUnder);
            default -> whoIs(incoming.ids().getFirst(), arrivedUnder);
        };
        if (person == null) {
            mergeNeeded.add(item);
            return;
        }
        Touchpoint facts = new Touchpoint(
                item.key(),
                item.source(),
                incoming.kind(),
                incoming.name(),
                incoming.channel(),
                incoming.occurredAt(),
                incoming.money(),
                incoming.quantity(),
                incoming.score(),
                incoming.seconds(),
                incoming.reference(),
                incoming.properties());
        Sealed sealed = incoming.sealed().isEmpty() ? null : Sealed.plain(incoming.sealed());
        share(person, false)
                .touchpoints
                .add(new RecordInto.NewTouchpoint(facts, sealed, incoming.digest(), arrivedUnder, item.importId()));
    }

    private @Nullable LifecycleId identify(IncomingTouchpoint incoming, List<Under> arrivedUnder) {
        LifecycleId person = whoIs(incoming.ids().getFirst(), null);
        for (ExternalId other : incoming.ids().subList(1, incoming.ids().size())) {
            person = join(incoming.ids().getFirst(), person, other, "identify");
            if (person == null) {
                return null;
            }
        }
        if (person == null) {
            person = open(incoming.ids().getFirst());
        }
        for (ExternalId id : incoming.ids()) {
            note(person, id, arrivedUnder);
        }
        return person;
    }

    private @Nullable LifecycleId alias(IncomingTouchpoint incoming, List<Under> arrivedUnder) {
        ExternalId id = incoming.ids().getFirst();
        ExternalId previous = incoming.previousId();
        if (previous == null) {
            return whoIs(id, arrivedUnder);
        }
        // Senders do not say of which kind it is: a known userId, or else an anonymous id.
        ExternalId old = find(ExternalId.user(previous.value())) != null
                ? ExternalId.user(previous.value())
                : ExternalId.anonymous(previous.value());
        LifecycleId person = join(id, find(id), old, "alias");
        if (person != null) {
            note(person, id, arrivedUnder);
            note(person, old, arrivedUnder);
        }
        return person;
    }

    /** Makes one person of an id and another; none where each has a userId, so that only a person can know better. */
    private @Nullable LifecycleId join(ExternalId id, @Nullable LifecycleId person, ExternalId other, String by) {
        LifecycleId owner = find(other);
        if (owner == null) {
            LifecycleId to = person == null ? open(id) : person;
            link(to, other, by);
            return to;
        }
        if (owner.equals(person)) {
            return person;
        }
        boolean somebodyElse = hasUser(owner) && !other.isUserId() && id.isUserId();
        if (somebodyElse) {
            LifecycleId to = person == null ? open(id) : person;
            moveOn(other, owner, to, by);
            return to;
        }
        if (person == null) {
            link(owner, id, by);
            return owner;
        }
        if (parted.getOrDefault(person.value(), Set.of()).contains(owner.value())) {
            return person;
        }
        return hasUser(person) && hasUser(owner) ? null : merge(person, owner, by);
    }

    /** Whoever has a userId goes on; but nobody is merged who was not there before this batch. */
    private LifecycleId merge(LifecycleId person, LifecycleId owner, String by) {
        LifecycleId wanted = hasUser(owner) ? owner : person;
        LifecycleId other = wanted.equals(owner) ? person : owner;
        LifecycleId into = isFresh(wanted) ? other : wanted;
        LifecycleId from = into.equals(other) ? wanted : other;
        if (hasUser(from)) {
            withUser.add(into.value());
        }
        Share left = shares.remove(from.value());
        if (left != null) {
            Share right = share(into, false);
            left.touchpoints.forEach(touchpoint -> right.touchpoints.add(touchpoint.afterMerging()));
            right.identities.addAll(left.identities);
            if (!left.released.isEmpty()) {
                share(from, false).released.addAll(left.released);
            }
        }
        linked.replaceAll((index, whose) -> whose.equals(from) ? into : whose);
        goingOn.put(from, into);
        if (left == null || !left.fresh) {
            merges.add(new Merge(from, into, by));
        }
        return into;
    }

    private boolean isFresh(LifecycleId person) {
        Share share = shares.get(person.value());
        return share != null && share.fresh;
    }

    private @Nullable LifecycleId whoIs(ExternalId id, @Nullable List<Under> arrivedUnder) {
        LifecycleId person = find(id);
        if (arrivedUnder == null) {
            return person;
        }
        if (person == null) {
            person = open(id);
        }
        note(person, id, arrivedUnder);
        return person;
    }

    private @Nullable LifecycleId find(ExternalId id) {
        String index = blind.of(id);
        LifecycleId here = linked.get(index);
        if (here != null) {
            return here;
        }
        IdentityIndex.Entry entry = known.get(index);
        return entry == null ? null : nowOf(entry);
    }

    private LifecycleId nowOf(IdentityIndex.Entry entry) {
        LifecycleId person = new LifecycleId(entry.stream());
        for (LifecycleId next = goingOn.get(person); next != null; next = goingOn.get(person)) {
            person = next;
        }
        return person;
    }

    private boolean hasUser(LifecycleId person) {
        return withUser.contains(person.value());
    }

    private LifecycleId open(ExternalId id) {
        LifecycleId person = LifecycleId.random();
        share(person, true);
        link(person, id, "first-seen");
        return person;
    }

    private void link(LifecycleId person, ExternalId id, String by) {
        String index = blind.of(id);
        linked.put(index, person);
        if (id.isUserId()) {
            withUser.add(person.value());
        }
        NewIdentity link = new NewIdentity(id.kind(), index, Sealed.plain(JsonText.object("id", id.value())), by);
        links.put(index, link);
        share(person, false).identities.add(link);
    }

    private void moveOn(ExternalId id, LifecycleId from, LifecycleId to, String by) {
        String index = blind.of(id);
        IdentityIndex.Entry entry = known.get(index);
        Share old = share(from, false);
        if (!old.identities.removeIf(identity -> identity.index().equals(index)) && entry != null) {
            (entry.stream().equals(from.value()) ? old.released : old.releasedAfterMerging).add(entry);
        }
        link(to, id, by);
    }

    private void note(LifecycleId person, ExternalId id, List<Under> arrivedUnder) {
        String index = blind.of(id);
        IdentityIndex.Entry entry = known.get(index);
        if (linked.containsKey(index)) {
            NewIdentity link = links.get(index);
            if (link != null && person.equals(linked.get(index))) {
                arrivedUnder.add(Under.linked(link));
            }
        } else if (entry != null && entry.stream().equals(person.value())) {
            arrivedUnder.add(Under.known(index, entry.number()));
        } else if (entry != null && nowOf(entry).equals(person)) {
            arrivedUnder.add(Under.came(index));
        }
    }

    private Share share(LifecycleId person, boolean fresh) {
        return shares.computeIfAbsent(person.value(), stream -> new Share(person, source, fresh));
    }

    /** Every blind index that planning these touchpoints may ask for. */
    static Set<String> indexes(BlindIndex blind, List<IncomingTouchpoint> touchpoints) {
        Set<String> indexes = new java.util.LinkedHashSet<>();
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
