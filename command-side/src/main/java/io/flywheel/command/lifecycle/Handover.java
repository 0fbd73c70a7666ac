package io.flywheel.command.lifecycle;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.IdentityReleased;
import io.flywheel.api.lifecycle.LifecycleSplit;
import io.flywheel.api.lifecycle.MovedTouchpoint;
import io.flywheel.api.lifecycle.Offered;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.TouchpointsMovedIn;
import io.flywheel.api.lifecycle.TouchpointsMovedOut;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ids and touchpoints that go over from one lifecycle to another, and what becomes of the paths: each is the fold of what
 * is there afterwards. Whatever that finds is told as a correction, since it is no news. Only for use within a command.
 */
final class Handover {
    /** So that no event becomes too large to be read beside others. */
    private static final int MOST_AN_EVENT = 1_000;

    private final LifecycleId here;
    private final FoldMemory memory;
    private final History history;

    /** @param history as it was before */
    Handover(LifecycleId here, FoldMemory memory, History history) {
        this.here = here;
        this.memory = memory;
        this.history = history;
    }

    Departure giveAll(LifecycleId to, Offered offered) {
        return give(to, history.identities(), history.movable(here), "merged", offered);
    }

    /** Gives some ids and what arrived under none that stays, and all that came from some lifecycles. */
    Departure splitOff(LifecycleId to, Set<String> indexes, Set<LifecycleId> origins, String by) {
        PastOffers offers = history.offers();
        apply(new LifecycleSplit(to, by, history.lastWordsWithout(to), offers.without(to)));
        List<IdentityLinked> ids = history.identities().stream()
                .filter(linked -> indexes.contains(linked.index())
                        || (linked.origin() != null && origins.contains(linked.origin())))
                .toList();
        Set<Integer> going = ids.stream().map(IdentityLinked::number).collect(Collectors.toSet());
        Set<Integer> staying =
                history.identities().stream().map(IdentityLinked::number).collect(Collectors.toSet());
        staying.removeAll(going);
        List<MovedTouchpoint> leaving = history.movable(here).stream()
                .filter(t -> origins.contains(t.origin())
                        || (t.identities().stream().anyMatch(going::contains)
                                && t.identities().stream().noneMatch(staying::contains)))
                .toList();
        return give(to, ids, leaving, "split", offers.sharedWith(to));
    }

    private Departure give(
            LifecycleId to, List<IdentityLinked> ids, List<MovedTouchpoint> leaving, String why, Offered offered) {
        ids.forEach(each -> apply(new IdentityReleased(each.number(), each.kind(), each.index(), why, to)));
        Set<TouchpointKey> keys = leaving.stream().map(t -> t.facts().key()).collect(Collectors.toSet());
        List<Touchpoint> staying = history.touchpoints().stream()
                .filter(t -> !keys.contains(t.key()))
                .toList();
        Refold refold = memory.refold(staying, history);
        Touchpoint first = staying.isEmpty() ? null : staying.getFirst();
        Touchpoint active = lastActivity(staying);
        for (List<MovedTouchpoint> some : slices(leaving)) {
            apply(new TouchpointsMovedOut(
                    to,
                    some,
                    first == null ? null : first.occurredAt(),
                    first == null ? null : first.channel(),
                    active == null ? null : active.occurredAt()));
        }
        settle(refold);
        return new Departure(here, history.source(), ids, leaving, history.consents(), offered);
    }

    /**
     * Links the ids that come and counts the touchpoints. Answers the ids' numbers here, by blind index.
     *
     * @param firstNumber of the ids that are linked
     */
    Map<String, Integer> receive(Departure other, int firstNumber, String by) {
        Map<String, Integer> linked = new HashMap<>();
        Map<Integer, Integer> numbers = new HashMap<>();
        int next = firstNumber;
        for (IdentityLinked each : other.identities()) {
            LifecycleId origin = each.origin() == null ? other.from() : each.origin();
            linked.put(each.index(), next);
            numbers.put(each.number(), next);
            apply(new IdentityLinked(
                    next++, each.kind(), each.index(), each.key(), each.id(), by, origin.equals(here) ? null : origin));
        }
        List<MovedTouchpoint> coming = other.touchpoints().stream()
                .map(t -> new MovedTouchpoint(
                        t.facts(),
                        t.identities().stream()
                                .filter(numbers::containsKey)
                                .map(numbers::get)
                                .toList(),
                        t.origin()))
                .toList();
        List<Touchpoint> all = new ArrayList<>(history.touchpoints());
        coming.forEach(t -> all.add(t.facts()));
        all.sort(Touchpoint.ORDER);
        Refold refold = memory.refold(all, history);
        slices(coming).forEach(some -> apply(new TouchpointsMovedIn(other.from(), some)));
        settle(refold);
        return linked;
    }

    private void settle(Refold refold) {
        for (FoundPath found : refold.found()) {
            apply(new PathCorrected(found.model().id(), found.model().version(), found.withdrawn(), found.entered()));
        }
        memory.remember(refold);
    }

    private static @Nullable Touchpoint lastActivity(List<Touchpoint> inOrder) {
        return inOrder.reversed().stream()
                .filter(Touchpoint::isActivity)
                .findFirst()
                .orElse(null);
    }

    private static Collection<List<MovedTouchpoint>> slices(List<MovedTouchpoint> all) {
        List<List<MovedTouchpoint>> slices = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MOST_AN_EVENT) {
            slices.add(List.copyOf(all.subList(from, Math.min(all.size(), from + MOST_AN_EVENT))));
        }
        return slices;
    }
}
