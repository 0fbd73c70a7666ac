package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.command.churn.DueSheet;
import io.flywheel.command.platform.AggregateCache;
import io.flywheel.command.platform.LedgerEventStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
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
     * Locks these until the unit of work ends, and reads the streams of those that are not in memory. Whoever is in memory
     * as she was before another process went on with her is found out when something is appended, and only then.
     *
     * @param streams that may have events
     * @param fresh streams known to have none
     */
    void prepare(UnitOfWork<?> work, Collection<String> streams, List<String> fresh) {
        lock(work, streams);
        read(work, streams, fresh);
    }

    /** The same for those who may decide that nothing is to be recorded: all of them are as the log knows them now. */
    void prepareCurrent(UnitOfWork<?> work, Collection<String> streams) {
        lock(work, streams);
        readCurrent(work, streams);
    }

    /** The second half of {@link #prepareCurrent}; these must be locked. */
    void readCurrent(UnitOfWork<?> work, Collection<String> streams) {
        List<String> remembered = streams.stream().filter(cache::containsKey).toList();
        Map<String, Long> newest = store.newestOf(remembered);
        for (String stream : remembered) {
            if (cache.get(stream) instanceof AggregateCacheEntry<?> entry
                    && !Objects.equals(versionOf(entry), newest.get(stream))) {
                cache.remove(stream);
            }
        }
        read(work, streams, List.of());
    }

    @SuppressWarnings("NullAway")
    private static @Nullable Long versionOf(AggregateCacheEntry<?> entry) {
        // An entry gives back the very aggregate that was put in, and uses these only where it was serialized.
        return entry.recreateAggregate(null, null, null).version();
    }

    private void read(UnitOfWork<?> work, Collection<String> streams, List<String> fresh) {
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
    void lock(UnitOfWork<?> work, Collection<String> streams) {
        for (String stream : streams.stream().sorted().toList()) {
            Lock lock = locks.obtainLock(stream);
            work.onCleanup(done -> lock.release());
        }
        if (Transactions.isToBeAlone(work)) {
            store.holdHead();
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
