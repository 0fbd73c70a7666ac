package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.model.ModelRef;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.touchpoint.VoidTouchpoints;
import io.flywheel.command.identity.IdentityIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.springframework.stereotype.Component;

/** Carries out what was decided about many people, in one unit of work. */
@Component
class People {
    private final Lifecycles lifecycles;
    private final Merging merging;
    private final IdentityIndex identities;
    private final Sealing sealing;

    People(Lifecycles lifecycles, Merging merging, IdentityIndex identities, Sealing sealing) {
        this.lifecycles = lifecycles;
        this.merging = merging;
        this.identities = identities;
        this.sealing = sealing;
    }

    void record(UnitOfWork<?> work, BatchPlan plan) {
        sealing.makeKeys(plan);
        lifecycles.prepare(work, plan.known(), plan.fresh());
        requireUnmoved(plan.moves());
        requireNoOtherUser(plan);
        Map<BatchPlan.Share, Aggregate<UserLifecycle>> loaded = new LinkedHashMap<>();
        for (BatchPlan.Share share : plan.shares()) {
            loaded.put(share, lifecycles.loadOrOpen(share.person));
        }
        List<IdentityIndex.Entry> added = new ArrayList<>();
        List<IdentityIndex.Entry> moved = new ArrayList<>();
        loaded.forEach((share, lifecycle) -> release(lifecycle, share.released));
        for (BatchPlan.Merge merge : plan.merges()) {
            // What arrived before she was merged belongs to what a split gives back.
            BatchPlan.Share before = plan.shareOf(merge.from());
            Aggregate<UserLifecycle> ending = before == null ? null : loaded.remove(before);
            if (before != null && ending != null) {
                record(before, ending, plan, added, moved);
            }
            List<IdentityIndex.Entry> came = merging.merge(merge.from(), merge.into(), merge.by());
            moved.addAll(came);
            plan.came(merge.into(), came);
        }
        loaded.forEach((share, lifecycle) -> record(share, lifecycle, plan, added, moved));
        identities.add(added);
        identities.move(moved);
    }

    private void record(
            BatchPlan.Share share,
            Aggregate<UserLifecycle> lifecycle,
            BatchPlan plan,
            List<IdentityIndex.Entry> added,
            List<IdentityIndex.Entry> moved) {
        release(lifecycle, share.releasedAfterMerging);
        if (share.touchpoints.isEmpty() && share.links.isEmpty()) {
            return;
        }
        RecordInto command = sealing.seal(share);
        Map<KeyName, Integer> numbers = lifecycle.invoke(l -> l.record(command));
        for (RecordInto.NewIdentity identity : command.identities()) {
            (plan.isKnown(identity.index()) ? moved : added)
                    .add(new IdentityIndex.Entry(
                            identity.index(),
                            identity.kind(),
                            share.person.value(),
                            Objects.requireNonNull(numbers.get(identity.key())),
                            identity.key()));
        }
    }

    /** Who is locked now may have become somebody else before. */
    private void requireUnmoved(long moves) {
        if (identities.moves() != moves) {
            throw new MergedMeanwhile("ids went over to other people after they were looked up");
        }
    }

    /** Another process may have given a userId to somebody whom this plan gives another. */
    private void requireNoOtherUser(BatchPlan plan) {
        Set<String> linking = plan.linking();
        if (!linking.isEmpty()) {
            Set<String> now = identities.having(ExternalId.USER_ID, linking);
            now.removeAll(plan.withUser);
            if (!now.isEmpty()) {
                throw new MergedMeanwhile("somebody got a userId after the plan was made");
            }
        }
    }

    private static void release(Aggregate<UserLifecycle> lifecycle, List<IdentityIndex.Entry> ids) {
        ids.forEach(id ->
                lifecycle.execute(l -> l.release(id.number(), id.kind(), id.index(), "signed in as somebody else")));
    }

    /** @param moves how often ids had moved when it was looked up whose these touchpoints are */
    int take(UnitOfWork<?> work, Collection<VoidTouchpoints> commands, long moves) {
        lifecycles.prepareCurrent(
                work, commands.stream().map(c -> c.person().value()).toList());
        requireUnmoved(moves);
        int taken = 0;
        for (VoidTouchpoints command : commands) {
            taken += lifecycles.load(command.person().value()).invoke(l -> l.take(command));
        }
        return taken;
    }

    Heard hear(UnitOfWork<?> work, ChangeConsent command) {
        String stream = command.person().value();
        lifecycles.prepareCurrent(work, List.of(stream));
        return lifecycles.load(stream).invoke(lifecycle -> lifecycle.hear(command));
    }

    /** These people must have been recorded before. */
    void adopt(UnitOfWork<?> work, List<String> streams, ModelRef model) {
        lifecycles.prepareWhole(work, streams);
        for (String stream : streams) {
            AdoptModel command = new AdoptModel(new LifecycleId(stream), model);
            lifecycles.load(stream).execute(lifecycle -> lifecycle.adopt(command));
        }
    }
}
