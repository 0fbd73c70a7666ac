package io.flywheel.command.lifecycle;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.IdentityReleased;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.LifecycleJoined;
import io.flywheel.api.lifecycle.LifecycleMerged;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.LifecycleResumed;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.OfferMade;
import io.flywheel.api.lifecycle.PersonalDataErased;
import io.flywheel.api.model.ModelRef;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.touchpoint.VoidTouchpoints;
import io.flywheel.api.winback.Campaign;
import io.flywheel.command.churn.BackFills;
import io.flywheel.command.churn.SourcesNow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private final transient LifecycleSurroundings around;
    private final transient LifecycleState state;
    private final transient FoldMemory memory;

    UserLifecycle(String id, LifecycleSurroundings around) {
        this(id, around, new LifecycleState(new FoldMemory(around::model, around::now)));
    }

    UserLifecycle(String id, LifecycleSurroundings around, LifecycleMemo memo) {
        this(id, around, LifecycleState.resume(memo, around));
    }

    private UserLifecycle(String id, LifecycleSurroundings around, LifecycleState state) {
        this.id = id;
        this.around = around;
        this.state = state;
        this.memory = state.memory();
    }

    String id() {
        return id;
    }

    /** The bounded state, for a snapshot. */
    LifecycleMemo memo() {
        memory.settle(this::history);
        return state.memo();
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
        memory.settle(this::history);
        Instant before = memory.folds().churnsAt();
        // By key: an id may have been linked, lost and linked again within the batch that brought this.
        Map<KeyName, Integer> linked = new HashMap<>(4);
        for (RecordInto.NewIdentity identity : command.identities()) {
            linked.put(identity.key(), state.identities());
            apply(new IdentityLinked(
                    state.identities(),
                    identity.kind(),
                    identity.index(),
                    identity.key(),
                    identity.id(),
                    identity.by(),
                    null));
        }
        new Recording(memory, this::history).record(command, linked);
        noteIfEarlier(before, command.source());
        review();
        return linked;
    }

    /** Takes touchpoints out of the fold; those that she does not have, or that are out already, are left alone. */
    @CommandHandler
    int take(VoidTouchpoints command) {
        memory.settle(this::history);
        Instant before = memory.folds().churnsAt();
        int taken = new Recording(memory, this::history).take(command);
        conclude(before);
        return taken;
    }

    /** Decides whether silence has lost her by then; what a source would have told or is about to tell is waited for. */
    Silence assess(Instant asOf, SourcesNow sources) {
        if (state.mergedInto() != null) {
            return new Silence(false, null, null);
        }
        memory.settle(this::history);
        Instant first = memory.folds().churnsAt();
        String source = memory.sourceOfLastActivity();
        if (source != null && first != null && !first.isAfter(asOf)) {
            Instant knownUpTo = sources.silent().get(source);
            if (knownUpTo != null && first.isAfter(knownUpTo)) {
                return new Silence(false, first, source);
            }
            if (sources.fillingIn().contains(source)) {
                return new Silence(false, asOf.plus(BackFills.WINDOW), null);
            }
        }
        List<FoundPath> found = memory.folds().silences(asOf);
        found.forEach(PathEvents::apply);
        review();
        return new Silence(!found.isEmpty(), memory.folds().churnsAt(), null);
    }

    /** Begins a campaign with her, if she still is where it is for. */
    @Nullable
    OfferMade begin(Campaign campaign, Instant since, Circumstances circumstances) {
        if (state.mergedInto() != null) {
            return null;
        }
        memory.settle(this::history);
        return courses().start(campaign, since, circumstances);
    }

    StepTaken takeStep(String episode, int step, Circumstances circumstances) {
        memory.settle(this::history);
        return courses().take(episode, step, circumstances);
    }

    private Courses courses() {
        return new Courses(state, around::campaign);
    }

    /** After her paths may have changed. */
    private void conclude(@Nullable Instant churnedBefore) {
        noteIfEarlier(churnedBefore, null);
        review();
    }

    private void review() {
        if (state.winBacks().isAnyOpen()) {
            memory.settle(this::history);
            courses().review(around.now());
        }
    }

    /** @param source that has just told something; none if what is known was only told apart anew */
    private void noteIfEarlier(@Nullable Instant before, @Nullable String source) {
        Instant due = memory.folds().churnsAt();
        if (due != null && (before == null || due.isBefore(before))) {
            around.mayChurnAt(id, source == null ? due : around.onceWhole(source, due));
        }
    }

    /** Answers whether she was under another version, or none, of that model. */
    @CommandHandler
    boolean adopt(AdoptModel command) {
        ModelRef model = command.model();
        if (state.mergedInto() != null || memory.isUnder(model)) {
            memory.settle(this::history);
            return false;
        }
        Refold refold = memory.refoldUnder(model, this::history);
        apply(new ModelAdopted(
                model.id(), model.version(), refold.found().getFirst().entered()));
        memory.remember(refold);
        conclude(null);
        return true;
    }

    /** She turned out to be the person of another lifecycle; everything of hers goes there. */
    Departure mergeInto(LifecycleId into, String by) {
        requireGoingOn();
        courses().endAll(null, "merged", around.now());
        Departure all = handover().giveAll(into, state.winBacks().offered());
        apply(new LifecycleMerged(into, by));
        return all;
    }

    /** Answers the numbers of the ids that came along, by blind index. */
    Map<String, Integer> join(Departure other, String by) {
        requireGoingOn();
        Handover handover = handover();
        apply(new LifecycleJoined(other.from(), by, other.consents(), other.offered()));
        Map<String, Integer> numbers = handover.receive(other, state.identities(), "merge");
        conclude(null);
        return numbers;
    }

    /**
     * Some of her ids turned out to be somebody else's, with what arrived under nothing else.
     *
     * @param indexes of those ids
     * @param origins lifecycles that came to her by a merge and leave with their ids and all that was recorded there
     */
    Departure splitOff(LifecycleId off, Set<String> indexes, Set<LifecycleId> origins, String by) {
        Departure leaving = handover().splitOff(off, indexes, origins, by);
        conclude(null);
        return leaving;
    }

    /** Goes on, or begins, with what was split off. Answers the numbers of the ids by blind index. */
    Map<String, Integer> resume(Departure other, String by) {
        Handover handover = handover();
        open(other.source());
        apply(new LifecycleResumed(other.from(), around.activeModels(), by, other.offered()));
        Map<String, Integer> numbers = handover.receive(other, state.identities(), "split");
        conclude(null);
        return numbers;
    }

    /** Nobody is known by her ids from here on; what counts for her goes on counting. */
    void erase(PersonalDataErased erased, History hers) {
        memory.settle(() -> hers);
        courses().endAll(null, "erased", around.now());
        hers.identities()
                .forEach(each ->
                        apply(new IdentityReleased(each.number(), each.kind(), each.index(), "forgotten", null)));
        apply(erased);
    }

    private Handover handover() {
        return new Handover(new LifecycleId(id), memory, history());
    }

    private void requireGoingOn() {
        if (state.mergedInto() != null) {
            throw new MergedMeanwhile("lifecycle " + id + " goes on as " + state.mergedInto());
        }
    }

    private void open(String source) {
        if (!state.isOpened()) {
            apply(new LifecycleOpened(source, around.activeModels()));
        }
    }

    @CommandHandler
    Heard hear(ChangeConsent command) {
        requireGoingOn();
        memory.settle(this::history);
        ConsentChanged said = command.said();
        if (!state.consents().knows(said.purpose()) && state.consents().purposes() >= TooManyPurposes.MOST) {
            throw new TooManyPurposes();
        }
        if (isKnown(said)) {
            return new Heard(false, state.consents().isLast(said));
        }
        boolean decides = state.consents().decides(said);
        apply(said);
        if (decides && !said.granted()) {
            courses().endAll(said.purpose(), "consent", around.now());
        }
        return new Heard(true, decides);
    }

    private boolean isKnown(ConsentChanged said) {
        return state.consents().isLast(said)
                || (state.consents().mayBeKnown(said)
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
    void on(LifecycleEvent event) {
        state.see(event);
    }
}
