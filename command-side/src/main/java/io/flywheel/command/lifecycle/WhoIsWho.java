package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.command.identity.IdentityIndex;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose an id is: as the ledger knew before a batch, and as the batch itself has said so far. */
final class WhoIsWho {
    /** An id that becomes somebody's. */
    record Link(ExternalId id, String index, KeyName key, String by) {}

    private record Linked(LifecycleId person, Link link) {}

    private final BlindIndex blind;
    private final NewKeys newKeys;
    private final Map<String, IdentityIndex.Entry> known;
    private final Set<String> withUser;
    private final Map<String, Set<String>> parted;
    private final Map<String, Linked> linked = new HashMap<>();
    /** Where somebody goes on who is merged in this batch. */
    private final Map<LifecycleId, LifecycleId> goingOn = new HashMap<>(0);

    /**
     * @param known what the ledger knew, by blind index
     * @param withUser the streams that have a userId
     * @param parted the streams that each was split from
     */
    WhoIsWho(
            BlindIndex blind,
            NewKeys newKeys,
            Map<String, IdentityIndex.Entry> known,
            Set<String> withUser,
            Map<String, Set<String>> parted) {
        this.blind = blind;
        this.newKeys = newKeys;
        this.known = known;
        this.withUser = withUser;
        this.parted = parted;
    }

    @Nullable
    LifecycleId find(ExternalId id) {
        String index = blind.of(id);
        Linked here = linked.get(index);
        if (here != null) {
            return here.person();
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

    boolean hasUser(LifecycleId person) {
        return withUser.contains(person.value());
    }

    /** Whether somebody has split these two by hand. */
    boolean areParted(LifecycleId one, LifecycleId other) {
        return parted.getOrDefault(one.value(), Set.of()).contains(other.value());
    }

    /** Whether somebody had this id before the batch. */
    boolean wasKnown(String index) {
        return known.containsKey(index);
    }

    /** As the ledger knows it, none if it was nobody's. */
    IdentityIndex.@Nullable Entry entry(ExternalId id) {
        return known.get(blind.of(id));
    }

    /** Somebody new, whose first id this is. Nearly everybody has one key, which needs no name of its own. */
    Link open(ExternalId id) {
        KeyName key = newKeys.next(blind.of(id));
        return link(new LifecycleId(key.toString()), id, key, "first-seen");
    }

    Link link(LifecycleId person, ExternalId id, String by) {
        return link(person, id, newKeys.next(blind.of(id)), by);
    }

    private Link link(LifecycleId person, ExternalId id, KeyName key, String by) {
        Link link = new Link(id, blind.of(id), key, by);
        linked.put(link.index(), new Linked(person, link));
        if (id.isUserId()) {
            withUser.add(person.value());
        }
        return link;
    }

    /** From here on, whoever was the one is the other. */
    void merge(LifecycleId from, LifecycleId into) {
        if (hasUser(from)) {
            withUser.add(into.value());
        }
        linked.replaceAll((index, each) -> each.person().equals(from) ? new Linked(into, each.link()) : each);
        goingOn.put(from, into);
    }

    /** How a touchpoint of this person arrives under an id; none if the id is not hers. */
    @Nullable
    Under under(LifecycleId person, ExternalId id) {
        String index = blind.of(id);
        Linked here = linked.get(index);
        if (here != null) {
            return here.person().equals(person) ? new Under(here.link().key(), Under.NOT_YET) : null;
        }
        IdentityIndex.Entry entry = known.get(index);
        if (entry == null || !nowOf(entry).equals(person)) {
            return null;
        }
        return new Under(entry.key(), entry.stream().equals(person.value()) ? entry.number() : Under.NOT_YET);
    }
}
