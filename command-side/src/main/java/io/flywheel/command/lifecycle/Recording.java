package io.flywheel.command.lifecycle;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.api.touchpoint.VoidTouchpoints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.axonframework.modelling.command.ConcurrencyException;

/** Records touchpoints of one person, or takes some out, and what that makes of her paths. Only for use within a command. */
final class Recording {
    private final FoldMemory memory;
    private final Supplier<History> history;

    Recording(FoldMemory memory, Supplier<History> history) {
        this.memory = memory;
        this.history = history;
    }

    /** @param linked numbers of the identities that the command linked, by their keys */
    void record(RecordInto command, Map<KeyName, Integer> linked) {
        memory.settle(history);
        if (command.touchpoints().stream().anyMatch(each -> memory.remembers(each.facts()))) {
            throw new ConcurrencyException("another process recorded a touchpoint after it was looked up");
        }
        List<RecordInto.NewTouchpoint> inOrder = new ArrayList<>(command.touchpoints());
        inOrder.sort((a, b) -> Touchpoint.ORDER.compare(a.facts(), b.facts()));
        List<RecordInto.NewTouchpoint> late = new ArrayList<>();
        while (!inOrder.isEmpty() && !memory.isNext(inOrder.getFirst().facts())) {
            late.add(inOrder.removeFirst());
        }
        if (!late.isEmpty() && memory.folds().knowSilenceAfter(Instant.MIN)) {
            // The silence may move past what else came, so all of it has to be folded at once.
            late.addAll(inOrder);
            inOrder.clear();
        }
        if (!late.isEmpty()) {
            recordLate(late, command, linked);
        }
        for (RecordInto.NewTouchpoint touchpoint : inOrder) {
            List<FoundPath> found = memory.step(touchpoint.facts());
            apply(event(touchpoint, command, linked));
            found.forEach(PathEvents::apply);
        }
    }

    private void recordLate(List<RecordInto.NewTouchpoint> late, RecordInto command, Map<KeyName, Integer> linked) {
        Refold refold = memory.refoldWith(
                late.stream().map(RecordInto.NewTouchpoint::facts).toList(), history);
        late.forEach(touchpoint -> apply(event(touchpoint, command, linked)));
        refold.found().forEach(PathEvents::apply);
        memory.remember(refold);
        memory.settle(history);
    }

    private static TouchpointRecorded event(
            RecordInto.NewTouchpoint touchpoint, RecordInto command, Map<KeyName, Integer> linked) {
        List<Integer> arrivedUnder = new ArrayList<>(touchpoint.identities().size());
        for (Under under : touchpoint.identities()) {
            Integer number = under.isNumbered()
                    ? Integer.valueOf(under.number())
                    : linked.getOrDefault(under.key(), command.came().get(under.key()));
            if (number != null) {
                arrivedUnder.add(number);
            }
        }
        return new TouchpointRecorded(
                touchpoint.facts(), touchpoint.sealed(), touchpoint.digest(), arrivedUnder, touchpoint.importId());
    }

    /** Answers how many were taken out; those that she does not have, or that are out already, are left alone. */
    int take(VoidTouchpoints command) {
        History before = history.get();
        Set<TouchpointKey> out = new HashSet<>(command.keys());
        List<Touchpoint> wrong = new ArrayList<>();
        List<Touchpoint> right = new ArrayList<>();
        before.touchpoints().forEach(t -> (out.contains(t.key()) ? wrong : right).add(t));
        if (wrong.isEmpty()) {
            memory.settle(history);
            return 0;
        }
        Refold refold = memory.refold(right, before);
        Touchpoint first = right.isEmpty() ? null : right.getFirst();
        Touchpoint lastActivity = right.stream()
                .filter(Touchpoint::isActivity)
                .reduce((a, b) -> b)
                .orElse(null);
        wrong.forEach(touchpoint -> apply(new TouchpointVoided(
                touchpoint,
                command.reason(),
                command.by(),
                first == null ? null : first.occurredAt(),
                first == null ? null : first.channel(),
                lastActivity == null ? null : lastActivity.occurredAt())));
        refold.found().forEach(PathEvents::apply);
        memory.remember(refold);
        return wrong.size();
    }
}
