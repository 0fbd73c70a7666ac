package io.flywheel.command.lifecycle;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.IdentityReleased;
import io.flywheel.api.lifecycle.LifecycleJoined;
import io.flywheel.api.lifecycle.LifecycleMerged;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.LifecycleResumed;
import io.flywheel.api.lifecycle.LifecycleSplit;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.MovedTouchpoint;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.PersonReturned;
import io.flywheel.api.lifecycle.PersonalDataErased;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.lifecycle.TouchpointsMovedIn;
import io.flywheel.api.lifecycle.TouchpointsMovedOut;
import io.flywheel.api.model.ModelRef;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.touchpoint.VoidTouchpoints;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** One person's lifecycle: records every touchpoint, and every step of her path under each model as it is decided. */
@AggregateRoot
class UserLifecycle {
    @AggregateIdentifier
    private String id;

    private boolean opened;
    private int identities;
    /** Where she goes on, if this was merged. */
    private @Nullable LifecycleId mergedInto;

    private final transient LifecycleSurroundings around;
    private transient FoldMemory memory;
    private transient LastWords consents = new LastWords();

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
        this.mergedInto = memo.mergedInto();
        this.memory = FoldMemory.resume(memo, around::model);
        this.consents = new LastWords(memo.consents());
    }

    String id() {
        return id;
    }

    /** The bounded state, for a snapshot. */
    LifecycleMemo memo() {
        memory.settle(this::history);
        return memory.memo(identities, mergedInto).saying(consents.all());
    }

    /** Whether a snapshot of her saves more reading than it costs. */
    boolean isWorthKeeping() {
        return memory.isWorthKeeping();
    }

    /** Answers the numbers of the identities that were linked, by their keys. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Map<KeyName, Integer> record(RecordInto command) {
        requireGoingOn();
        open(command.source());
        // By key: an id may have been linked, lost and linked again within the batch that brought this.
        Map<KeyName, Integer> linked = new HashMap<>(4);
        for (RecordInto.NewIdentity identity : command.identities()) {
            linked.put(identity.key(), identities);
            apply(new IdentityLinked(
                    identities, identity.kind(), identity.index(), identity.key(), identity.id(), identity.by(), null));
        }
        new Recording(memory, this::history).record(command, linked);
        return linked;
    }

    /** Takes touchpoints out of the fold; those that she does not have, or that are out already, are left alone. */
    @CommandHandler
    int take(VoidTouchpoints command) {
        return new Recording(memory, this::history).take(command);
    }

    /** Answers whether she was under another version, or none, of that model. */
    @CommandHandler
    boolean adopt(AdoptModel command) {
        ModelRef model = command.model();
        if (mergedInto != null || memory.isUnder(model)) {
            memory.settle(this::history);
            return false;
        }
        Refold refold = memory.refoldUnder(model, this::history);
        apply(new ModelAdopted(
                model.id(), model.version(), refold.found().getFirst().entered()));
        memory.remember(refold);
        return true;
    }

    /** She turned out to be the person of another lifecycle; everything of hers goes there. */
    Departure mergeInto(LifecycleId into, String by) {
        requireGoingOn();
        Departure all = handover().giveAll(into);
        apply(new LifecycleMerged(into, by));
        return all;
    }

    /** Answers the numbers of the ids that came along, by blind index. */
    Map<String, Integer> join(Departure other, String by) {
        requireGoingOn();
        Handover handover = handover();
        apply(new LifecycleJoined(other.from(), by, other.consents()));
        return handover.receive(other, identities, "merge");
    }

    /**
     * Some of her ids turned out to be somebody else's, with what arrived under nothing else.
     *
     * @param indexes of those ids
     * @param origins lifecycles that came to her by a merge and leave with their ids and all that was recorded there
     */
    Departure splitOff(LifecycleId off, Set<String> indexes, Set<LifecycleId> origins, String by) {
        return handover().splitOff(off, indexes, origins, by);
    }

    /** Goes on, or begins, with what was split off. Answers the numbers of the ids by blind index. */
    Map<String, Integer> resume(Departure other, String by) {
        Handover handover = handover();
        open(other.source());
        apply(new LifecycleResumed(other.from(), around.activeModels(), by));
        return handover.receive(other, identities, "split");
    }

    /** Nobody is known by her ids from here on; what counts for her goes on counting. */
    void erase(PersonalDataErased erased, History hers) {
        memory.settle(() -> hers);
        hers.identities()
                .forEach(each ->
                        apply(new IdentityReleased(each.number(), each.kind(), each.index(), "forgotten", null)));
        apply(erased);
    }

    private Handover handover() {
        return new Handover(new LifecycleId(id), memory, history());
    }

    private void requireGoingOn() {
        if (mergedInto != null) {
            throw new MergedMeanwhile("lifecycle " + id + " goes on as " + mergedInto);
        }
    }

    private void open(String source) {
        if (!opened) {
            apply(new LifecycleOpened(source, around.activeModels()));
        }
    }

    @CommandHandler
    Heard hear(ChangeConsent command) {
        requireGoingOn();
        memory.settle(this::history);
        ConsentChanged said = command.said();
        if (!consents.knows(said.purpose()) && consents.purposes() >= TooManyPurposes.MOST) {
            throw new TooManyPurposes();
        }
        if (isKnown(said)) {
            return new Heard(false, consents.isLast(said));
        }
        boolean decides = consents.decides(said);
        apply(said);
        return new Heard(true, decides);
    }

    private boolean isKnown(ConsentChanged said) {
        return consents.isLast(said)
                || (consents.mayBeKnown(said)
                        && history().consents().stream().anyMatch(one -> LastWords.isTheSame(one, said)));
    }

    /** An id moves on to another person. */
    void release(int number, String kind, String index, String reason) {
        memory.settle(this::history);
        apply(new IdentityReleased(number, kind, index, reason, null));
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
    void on(LifecycleJoined event) {
        event.consents().forEach(consents::said);
    }

    @EventSourcingHandler
    void on(LifecycleSplit event) {
        consents = new LastWords(event.consents());
    }

    @EventSourcingHandler
    void on(LifecycleMerged event) {
        mergedInto = event.into();
    }

    @EventSourcingHandler
    void on(LifecycleResumed event) {
        mergedInto = null;
        memory.resumed(event.models());
    }

    @EventSourcingHandler
    void on(TouchpointsMovedIn event) {
        memory.movedIn(event.touchpoints().stream().map(MovedTouchpoint::facts).toList());
    }

    @EventSourcingHandler
    void on(TouchpointsMovedOut event) {
        memory.movedOut(event.touchpoints().stream().map(t -> t.facts().key()).collect(Collectors.toSet()));
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
    void on(ConsentChanged event) {
        consents.said(event);
    }

    @EventSourcingHandler
    void on(ModelAdopted event) {
        memory.adopted(new ModelRef(event.model(), event.version()), event.path());
    }
}
