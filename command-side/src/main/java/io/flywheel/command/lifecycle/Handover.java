package io.flywheel.command.lifecycle;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.MovedTouchpoint;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.TouchpointsMovedIn;
import io.flywheel.api.lifecycle.TouchpointsMovedOut;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Touchpoints that go over from one lifecycle to another, and what becomes of the paths: each is the fold of what is there
 * afterwards. Whatever that finds is told as a correction, since it is no news.
 */
final class Handover {
    /** So that no event becomes too large to be read beside others. */
    private static final int MOST_AN_EVENT = 1_000;

    private final FoldMemory memory;
    private final History history;

    Handover(FoldMemory memory, History history) {
        this.memory = memory;
        this.history = history;
    }

    void out(LifecycleId to, List<MovedTouchpoint> leaving) {
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
    }

    void in(LifecycleId from, List<MovedTouchpoint> coming) {
        List<Touchpoint> all = new ArrayList<>(history.touchpoints());
        coming.forEach(t -> all.add(t.facts()));
        all.sort(Touchpoint.ORDER);
        Refold refold = memory.refold(all, history);
        slices(coming).forEach(some -> apply(new TouchpointsMovedIn(from, some)));
        settle(refold);
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
