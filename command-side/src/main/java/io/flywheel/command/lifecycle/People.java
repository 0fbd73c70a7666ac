package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.model.ModelRef;
import io.flywheel.api.touchpoint.VoidTouchpoints;
import io.flywheel.command.identity.IdentityIndex;
import io.flywheel.command.platform.AggregateCache;
import io.flywheel.command.platform.LedgerEventStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Loads many lifecycles at once, in one order for everybody, before anything is applied to the first. */
@Component
class People {
    private final Repository<UserLifecycle> repository;
    private final LifecycleSurroundings around;
    private final LedgerEventStore store;
    private final AggregateCache cache;
    private final IdentityIndex identities;
    private final LockFactory locks;
    private final Leaving leaving;
    private final Sealing sealing;

    People(
            Repository<UserLifecycle> repository,
            LifecycleSurroundings around,
            LedgerEventStore store,
            AggregateCache cache,
            IdentityIndex identities,
            LockFactory lifecycleLocks,
            Leaving leaving,
            Sealing sealing) {
        this.repository = repository;
        this.around = around;
        this.store = store;
        this.cache = cache;
        this.identities = identities;
        this.locks = lifecycleLocks;
        this.leaving = leaving;
        this.sealing = sealing;
    }

    void record(UnitOfWork<?> work, BatchPlan plan) {
        sealing.makeKeys(plan);
        preload(work, plan.streams(false), plan.streams(true));
        Map<BatchPlan.Share, Aggregate<UserLifecycle>> loaded = new LinkedHashMap<>();
        for (BatchPlan.Share share : plan.shares()) {
            loaded.put(share, load(share.person));
        }
        List<IdentityIndex.Entry> added = new ArrayList<>();
        List<IdentityIndex.Entry> moved = new ArrayList<>();
        loaded.forEach((share, lifecycle) -> {
            for (IdentityIndex.Entry released : share.released) {
                lifecycle.execute(l ->
                        l.release(released.number(), released.kind(), released.index(), "signed in as somebody else"));
            }
            if (share.touchpoints.isEmpty() && share.identities.isEmpty()) {
                return;
            }
            RecordInto command = sealing.seal(share);
            Map<String, Integer> numbers = lifecycle.invoke(l -> l.record(command));
            for (RecordInto.NewIdentity identity : command.identities()) {
                (plan.isKnown(identity.index()) ? moved : added)
                        .add(new IdentityIndex.Entry(
                                identity.index(),
                                identity.kind(),
                                share.person.value(),
                                Objects.requireNonNull(numbers.get(identity.index())),
                                identity.key()));
            }
        });
        identities.add(added);
        identities.move(moved);
    }

    int take(UnitOfWork<?> work, Collection<VoidTouchpoints> commands) {
        preload(work, commands.stream().map(c -> c.person().value()).toList(), List.of());
        int taken = 0;
        for (VoidTouchpoints command : commands) {
            taken += repository.load(command.person().value()).invoke(l -> l.take(command));
        }
        return taken;
    }

    /** These people must have been recorded before. */
    void adopt(UnitOfWork<?> work, List<String> streams, ModelRef model) {
        lock(work, streams);
        // Their whole histories are needed: one query for all of them, instead of one for each who is remembered.
        streams.forEach(cache::remove);
        store.preloadWhole(work, streams);
        for (String stream : streams) {
            AdoptModel command = new AdoptModel(new LifecycleId(stream), model);
            repository.load(stream).execute(lifecycle -> lifecycle.adopt(command));
        }
    }

    private void preload(UnitOfWork<?> work, List<String> streams, List<String> fresh) {
        lock(work, streams);
        List<String> missing =
                streams.stream().filter(stream -> !cache.containsKey(stream)).toList();
        store.preload(work, missing, fresh);
    }

    /** Before their streams are read, or what was read might be old by the time it is used. */
    private void lock(UnitOfWork<?> work, List<String> streams) {
        for (String stream : streams.stream().sorted().toList()) {
            Lock lock = locks.obtainLock(stream);
            work.onCleanup(done -> lock.release());
        }
        work.onRollback(failed -> leaving.forget(streams));
    }

    private Aggregate<UserLifecycle> load(LifecycleId person) {
        try {
            return repository.loadOrCreate(person.value(), () -> new UserLifecycle(person.value(), around));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
