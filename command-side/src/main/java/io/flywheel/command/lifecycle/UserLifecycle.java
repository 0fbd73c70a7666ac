package io.flywheel.command.lifecycle;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.IdentityReleased;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.PersonReturned;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.model.ModelRef;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.api.touchpoint.VoidTouchpoints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;

/** One person's lifecycle: records every touchpoint, and every step of her path under each model as it is decided. */
@AggregateRoot
class UserLifecycle {
    @AggregateIdentifier
    private String id;

    private boolean opened;
    private int identities;

    private final transient LifecycleSurroundings around;
    private transient FoldMemory memory;

    UserLifecycle(String id, LifecycleSurroundings around) {
        this.id = id;
        this.around = around;
        this.memory = new FoldMemory(around::model);
    }

    UserLifecycle(String id, LifecycleSurroundings around, LifecycleMemo memo) {
        this.id = id;
        this.around = around;
        this.opened = true;
        this.identities = memo.identities();
        this.memory = FoldMemory.resume(memo, around::model);
    }

    String id() {
        return id;
    }

    /** The bounded state, for a snapshot. */
    LifecycleMemo memo() {
        memory.settle(this::history);
        return memory.memo(identities);
    }

    /** Whether a snapshot of her saves more reading than it costs. */
    boolean isWorthKeeping() {
        return memory.isWorthKeeping();
    }

    /** Answers the numbers of the identities that were linked, by blind index. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Map<String, Integer> record(RecordInto command) {
        if (!opened) {
            apply(new LifecycleOpened(command.source(), around.activeModels()));
        }
        Map<String, Integer> linked = new HashMap<>(4);
        for (RecordInto.NewIdentity identity : command.identities()) {
            linked.put(identity.index(), identities);
            apply(new IdentityLinked(
                    identities, identity.kind(), identity.index(), identity.key(), identity.id(), identity.by()));
        }
        memory.settle(this::history);
        List<RecordInto.NewTouchpoint> inOrder = new ArrayList<>(command.touchpoints());
        inOrder.sort((a, b) -> Touchpoint.ORDER.compare(a.facts(), b.facts()));
        List<RecordInto.NewTouchpoint> late = new ArrayList<>();
        while (!inOrder.isEmpty() && !memory.isInOrder(inOrder.getFirst().facts())) {
            late.add(inOrder.removeFirst());
        }
        if (!late.isEmpty()) {
            recordLate(late, command, linked);
        }
        for (RecordInto.NewTouchpoint touchpoint : inOrder) {
            List<FoundPath> found = memory.step(touchpoint.facts());
            apply(event(touchpoint, command, linked));
            found.forEach(this::applyPath);
        }
        return linked;
    }

    private void recordLate(List<RecordInto.NewTouchpoint> late, RecordInto command, Map<String, Integer> linked) {
        Refold refold = memory.refoldWith(
                late.stream().map(RecordInto.NewTouchpoint::facts).toList(), this::history);
        late.forEach(touchpoint -> apply(event(touchpoint, command, linked)));
        refold.found().forEach(this::applyPath);
        memory.remember(refold);
        memory.settle(this::history);
    }

    /** Takes touchpoints out of the fold; those that she does not have, or that are out already, are left alone. */
    @CommandHandler
    int take(VoidTouchpoints command) {
        History history = history();
        Set<TouchpointKey> out = new HashSet<>(command.keys());
        List<Touchpoint> wrong = new ArrayList<>();
        List<Touchpoint> right = new ArrayList<>();
        history.touchpoints().forEach(t -> (out.contains(t.key()) ? wrong : right).add(t));
        if (wrong.isEmpty()) {
            memory.settle(this::history);
            return 0;
        }
        Refold refold = memory.refold(right, history);
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
        refold.found().forEach(this::applyPath);
        memory.remember(refold);
        return wrong.size();
    }

    /** Answers whether she was under another version, or none, of that model. */
    @CommandHandler
    boolean adopt(AdoptModel command) {
        ModelRef model = command.model();
        if (memory.isUnder(model)) {
            memory.settle(this::history);
            return false;
        }
        Refold refold = memory.refoldUnder(model, this::history);
        apply(new ModelAdopted(
                model.id(), model.version(), refold.found().getFirst().entered()));
        memory.remember(refold);
        return true;
    }

    /** An id moves on to another person. */
    void release(int number, String kind, String index, String reason) {
        memory.settle(this::history);
        apply(new IdentityReleased(number, kind, index, reason));
    }

    private TouchpointRecorded event(
            RecordInto.NewTouchpoint touchpoint, RecordInto command, Map<String, Integer> linked) {
        List<Integer> arrivedUnder = new ArrayList<>(touchpoint.identities().size());
        for (String index : touchpoint.identities()) {
            Integer number = command.known().getOrDefault(index, linked.get(index));
            if (number != null) {
                arrivedUnder.add(number);
            }
        }
        return new TouchpointRecorded(
                touchpoint.facts(), touchpoint.sealed(), touchpoint.digest(), arrivedUnder, touchpoint.importId());
    }

    private void applyPath(FoundPath found) {
        if (found.goesOn()) {
            found.entered().forEach(t -> apply(PathEvents.of(found.model(), found.silence(), t)));
        } else {
            apply(new PathCorrected(found.model().id(), found.model().version(), found.withdrawn(), found.entered()));
        }
    }

    private History history() {
        return around.history(id);
    }

    @EventSourcingHandler
    void on(LifecycleOpened event) {
        opened = true;
        memory.opened(event.models());
    }

    @EventSourcingHandler
    void on(IdentityLinked event) {
        identities = Math.max(identities, event.number() + 1);
    }

    @EventSourcingHandler
    void on(TouchpointRecorded event) {
        memory.recorded(event.facts());
    }

    @EventSourcingHandler
    void on(TouchpointVoided event) {
        memory.voided(event.facts());
    }

    @EventSourcingHandler
    void on(StageEntered event) {
        memory.moved(event.model(), event.transition());
    }

    @EventSourcingHandler
    void on(ChurnDetected event) {
        memory.moved(event.model(), event.transition());
    }

    @EventSourcingHandler
    void on(PersonReturned event) {
        memory.moved(event.model(), event.transition());
    }

    @EventSourcingHandler
    void on(PathCorrected event) {
        memory.corrected(event);
    }

    @EventSourcingHandler
    void on(ModelAdopted event) {
        memory.adopted(new ModelRef(event.model(), event.version()), event.path());
    }
}
