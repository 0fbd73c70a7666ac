package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.command.churn.DueSheet;
import io.flywheel.command.platform.AggregateCache;
import io.flywheel.command.platform.LedgerEventStore;
import java.util.Collection;
import java.util.List;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Loads many lifecycles at once, in one order for everybody, before anything is applied to the first. */
@Component
class Lifecycles {
    private final Repository<UserLifecycle> repository;
    private final LifecycleSurroundings around;
    private final LedgerEventStore store;
    private final AggregateCache cache;
    private final LockFactory locks;
    private final Leaving leaving;
    private final DueSheet sheet;

    Lifecycles(
            Repository<UserLifecycle> repository,
            LifecycleSurroundings around,
            LedgerEventStore store,
            AggregateCache cache,
            LockFactory lifecycleLocks,
            Leaving leaving,
            DueSheet sheet) {
        this.repository = repository;
        this.around = around;
        this.store = store;
        this.cache = cache;
        this.locks = lifecycleLocks;
        this.leaving = leaving;
        this.sheet = sheet;
    }

    /**
     * Locks these until the unit of work ends, and reads the streams of those that are not in memory.
     *
     * @param streams that may have events
     * @param fresh streams known to have none
     */
    void prepare(UnitOfWork<?> work, Collection<String> streams, List<String> fresh) {
        lock(work, streams);
        List<String> missing =
                streams.stream().filter(stream -> !cache.containsKey(stream)).toList();
        store.preload(work, missing, fresh);
    }

    /** The same, with the whole histories of all of them: one query, instead of one for each who is remembered. */
    void prepareWhole(UnitOfWork<?> work, List<String> streams) {
        lock(work, streams);
        streams.forEach(cache::remove);
        store.preloadWhole(work, streams);
    }

    /** Before their streams are read, or what was read might be old by the time it is used. */
    private void lock(UnitOfWork<?> work, Collection<String> streams) {
        for (String stream : streams.stream().sorted().toList()) {
            Lock lock = locks.obtainLock(stream);
            work.onCleanup(done -> lock.release());
        }
        sheet.attach(work);
        work.onRollback(failed -> leaving.forget(streams));
    }

    Aggregate<UserLifecycle> load(String stream) {
        return repository.load(stream);
    }

    Aggregate<UserLifecycle> loadOrOpen(LifecycleId person) {
        try {
            return repository.loadOrCreate(person.value(), () -> new UserLifecycle(person.value(), around));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
