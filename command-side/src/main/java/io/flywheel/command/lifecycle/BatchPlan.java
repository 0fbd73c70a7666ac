package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.command.identity.IdentityIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
        final Map<String, Integer> known = new HashMap<>(4);
        /** By blind index, those under which something arrives or is linked here. */
        final Map<String, KeyName> keys = new LinkedHashMap<>(4);

        final List<Link> identities = new ArrayList<>(2);
        final List<Arrived> touchpoints = new ArrayList<>(4);
        final List<IdentityIndex.Entry> released = new ArrayList<>(0);

        Share(LifecycleId person, String source, boolean fresh) {
            this.person = person;
            this.source = source;
            this.fresh = fresh;
        }
    }

    /** An id that becomes hers. */
    record Link(ExternalId id, String index, KeyName key, String by) {}

    /** @param under the blind indexes of the ids it came with */
    record Arrived(BatchItem item, List<String> under) {}

    private final BlindIndex blind;
    private final NewKeys newKeys;
    private final Map<String, IdentityIndex.Entry> known;
    private final Set<String> withUser;
    /** What this batch itself links: blind index to person. */
    private final Map<String, LifecycleId> linked = new HashMap<>();

    private final Map<String, Share> shares = new TreeMap<>();
    private String source = "";
    private final List<BatchItem> mergeNeeded = new ArrayList<>(0);

    BatchPlan(BlindIndex blind, NewKeys newKeys, Map<String, IdentityIndex.Entry> known, Set<String> withUser) {
        this.blind = blind;
        this.newKeys = newKeys;
        this.known = known;
        this.withUser = withUser;
    }

    /** In the order in which people are to be locked. */
    Iterable<Share> shares() {
        return shares.values();
    }

    List<String> streams(boolean fresh) {
        return shares.values().stream()
                .filter(share -> share.fresh == fresh)
                .map(share -> share.person.value())
                .toList();
    }

    /** Whether somebody had this id before the batch. */
    boolean isKnown(String index) {
        return known.containsKey(index);
    }

    /** Those that link two people who both have a history. */
    List<BatchItem> mergeNeeded() {
        return mergeNeeded;
    }

    void add(BatchItem item) {
        IncomingTouchpoint incoming = item.touchpoint();
        source = item.source();
        List<String> arrivedUnder = new ArrayList<>(2);
        LifecycleId person = switch (incoming.kind()) {
            case IDENTIFY -> identify(incoming, arrivedUnder);
            case ALIAS -> alias(incoming, arrivedUnder);
            default -> whoIs(incoming.ids().getFirst(), arrivedUnder);
        };
        if (person == null) {
            mergeNeeded.add(item);
            return;
        }
        share(person, false).touchpoints.add(new Arrived(item, arrivedUnder));
    }

    private @Nullable LifecycleId identify(IncomingTouchpoint incoming, List<String> arrivedUnder) {
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

    private @Nullable LifecycleId alias(IncomingTouchpoint incoming, List<String> arrivedUnder) {
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

    /** Makes one person of an id and another; none where that would need a merge. */
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
        return null;
    }

    private @Nullable LifecycleId whoIs(ExternalId id, @Nullable List<String> arrivedUnder) {
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
        return entry == null ? null : new LifecycleId(entry.stream());
    }

    private boolean hasUser(LifecycleId person) {
        return withUser.contains(person.value());
    }

    private LifecycleId open(ExternalId id) {
        // Nearly everybody has one key, which needs no name of its own.
        KeyName key = newKeys.next(blind.of(id));
        LifecycleId person = new LifecycleId(key.toString());
        share(person, true);
        link(person, id, key, "first-seen");
        return person;
    }

    private void link(LifecycleId person, ExternalId id, String by) {
        link(person, id, newKeys.next(blind.of(id)), by);
    }

    private void link(LifecycleId person, ExternalId id, KeyName key, String by) {
        String index = blind.of(id);
        linked.put(index, person);
        if (id.isUserId()) {
            withUser.add(person.value());
        }
        Share share = share(person, false);
        share.keys.put(index, key);
        share.identities.add(new Link(id, index, key, by));
    }

    private void moveOn(ExternalId id, LifecycleId from, LifecycleId to, String by) {
        String index = blind.of(id);
        IdentityIndex.Entry entry = known.get(index);
        Share old = share(from, false);
        if (entry != null && entry.stream().equals(from.value())) {
            old.released.add(entry);
        } else {
            old.identities.removeIf(identity -> identity.index().equals(index));
            old.keys.remove(index);
        }
        link(to, id, by);
    }

    private void note(LifecycleId person, ExternalId id, List<String> arrivedUnder) {
        String index = blind.of(id);
        IdentityIndex.Entry entry = known.get(index);
        if (entry != null && entry.stream().equals(person.value())) {
            Share share = share(person, false);
            share.known.put(index, entry.number());
            share.keys.put(index, entry.key());
        }
        arrivedUnder.add(index);
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
