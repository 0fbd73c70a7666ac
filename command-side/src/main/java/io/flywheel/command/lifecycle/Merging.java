package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.MovedTouchpoint;
import io.flywheel.command.identity.IdentityIndex;
import io.flywheel.command.identity.Mergers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes one person of two, and two of one, in the transaction of the events; those concerned must be locked. */
@Component
class Merging {
    private final Lifecycles lifecycles;
    private final LifecycleSurroundings around;
    private final Mergers mergers;

    Merging(Lifecycles lifecycles, LifecycleSurroundings around, Mergers mergers) {
        this.lifecycles = lifecycles;
        this.around = around;
        this.mergers = mergers;
    }

    /** Answers the ids that came along, as they are known from here on. */
    List<IdentityIndex.Entry> merge(LifecycleId from, LifecycleId into, String by) {
        Aggregate<UserLifecycle> left = lifecycles.load(from.value());
        Aggregate<UserLifecycle> right = lifecycles.load(into.value());
        Departure all = left.invoke(lifecycle -> lifecycle.mergeInto(into, by));
        Map<String, Integer> numbers = right.invoke(lifecycle -> lifecycle.join(all, by));
        mergers.merged(from, into);
        return entries(all, into, numbers);
    }

    /**
     * @param off the lifecycle that is to have those ids, one that was merged before or a new one
     * @param indexes the blind indexes of ids that go
     * @param origins lifecycles that go as a whole, with the ids that came from there
     */
    List<IdentityIndex.Entry> split(
            LifecycleId from, LifecycleId off, Set<String> indexes, Set<LifecycleId> origins, String by) {
        Aggregate<UserLifecycle> left = lifecycles.load(from.value());
        Aggregate<UserLifecycle> right = lifecycles.loadOrOpen(off);
        Departure some = left.invoke(lifecycle -> lifecycle.splitOff(off, indexes, origins, by));
        Map<String, Integer> numbers = right.invoke(lifecycle -> lifecycle.resume(some, by));
        mergers.parted(from, off);
        List<String> elsewhere = new ArrayList<>();
        for (MovedTouchpoint touchpoint : some.touchpoints()) {
            if (!origins.contains(touchpoint.origin())) {
                elsewhere.add(touchpoint.facts().key().toString());
            }
        }
        mergers.moved(elsewhere, off);
        return entries(some, off, numbers);
    }

    /** The lifecycle from which an id came to whoever has it, none if it was hers from the start. */
    @Nullable
    LifecycleId originOf(IdentityIndex.Entry id) {
        return around.history(id.stream()).identities().stream()
                .filter(linked -> linked.index().equals(id.index()))
                .findFirst()
                .map(IdentityLinked::origin)
                .orElse(null);
    }

    private static List<IdentityIndex.Entry> entries(
            Departure departure, LifecycleId to, Map<String, Integer> numbers) {
        List<IdentityIndex.Entry> entries = new ArrayList<>();
        for (IdentityLinked id : departure.identities()) {
            entries.add(new IdentityIndex.Entry(
                    id.index(), id.kind(), to.value(), Objects.requireNonNull(numbers.get(id.index())), id.key()));
        }
        return entries;
    }
}
