package io.flywheel.command.lifecycle;

import io.flywheel.command.platform.AggregateCache;
import io.flywheel.command.platform.InList;
import io.flywheel.command.platform.LedgerEventStore;
import io.flywheel.command.platform.StreamSnapshot;
import io.flywheel.command.platform.Worker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Leaves a snapshot of whoever leaves memory, for somebody else or because the process stops: when she comes back, one
 * row is read instead of a whole stream. Nothing depends on it: without a snapshot the stream is read.
 */
@Component
class Leaving implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Leaving.class);
    private static final int AT_ONCE = 500;

    /** Those who wait take memory that they were to leave. */
    private static final int MOST_WAITING = 4 * AT_ONCE;

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PATIENCE_AT_STOP = TimeUnit.SECONDS.toNanos(10);

    private final AggregateCache cache;
    private final LedgerEventStore store;
    private final LockFactory locks;
    private final Worker worker = new Worker();
    private final Map<String, EventSourcedAggregate<UserLifecycle>> waiting = new ConcurrentHashMap<>();

    Leaving(AggregateCache cache, LedgerEventStore store, LockFactory lifecycleLocks) {
        this.cache = cache;
        this.store = store;
        this.locks = lifecycleLocks;
        cache.onLeaving((stream, entry) -> leave(stream, lifecycleOf(entry)));
    }

    @SuppressWarnings({"unchecked", "NullAway"})
    private static EventSourcedAggregate<UserLifecycle> lifecycleOf(Object entry) {
        // An entry gives back the very aggregate that was put in, and uses these only where it was serialized.
        return ((AggregateCacheEntry<UserLifecycle>) entry).recreateAggregate(null, null, null);
    }

    private void leave(String stream, EventSourcedAggregate<UserLifecycle> lifecycle) {
        if (waiting.size() < MOST_WAITING) {
            waiting.put(stream, lifecycle);
        }
    }

    /** What was applied to these was not stored. Must be called while their locks are held. */
    void forget(Collection<String> streams) {
        streams.forEach(waiting::remove);
    }

    private void work() {
        while (worker.goesOn()) {
            if (keepSomeWhoLeft() < AT_ONCE) {
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    private int keepSomeWhoLeft() {
        List<String> some = waiting.keySet().stream().limit(AT_ONCE).toList();
        keep(some, this::left);
        return some.size();
    }

    /** None if what she left with is not to be trusted, or she has come back since. */
    private @Nullable EventSourcedAggregate<UserLifecycle> left(String stream) {
        EventSourcedAggregate<UserLifecycle> lifecycle = waiting.remove(stream);
        return cache.containsKey(stream) ? null : lifecycle;
    }

    private @Nullable EventSourcedAggregate<UserLifecycle> present(String stream) {
        Object entry = cache.get(stream);
        return entry == null ? null : lifecycleOf(entry);
    }

    private void keep(List<String> streams, Function<String, @Nullable EventSourcedAggregate<UserLifecycle>> people) {
        try {
            List<StreamSnapshot> snapshots = new ArrayList<>();
            for (String stream : streams) {
                // Nobody changes her meanwhile; what was applied in vain is forgotten before its lock is free.
                Lock lock = locks.obtainLock(stream);
                try {
                    EventSourcedAggregate<UserLifecycle> lifecycle = people.apply(stream);
                    if (lifecycle != null && lifecycle.getAggregateRoot().isWorthKeeping()) {
                        snapshots.add(store.snapshotOf(lifecycle));
                    }
                } finally {
                    lock.release();
                }
            }
            if (!snapshots.isEmpty()) {
                store.keep(snapshots);
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} people leave without a snapshot: their streams are read when they come back",
                    streams.size(),
                    e);
        }
    }

    /** Those who came last first, for as long as there is time. */
    private void keepEverybody() {
        long deadline = System.nanoTime() + PATIENCE_AT_STOP;
        while (keepSomeWhoLeft() > 0 && System.nanoTime() < deadline) {
            // until nobody waits
        }
        for (List<String> some : InList.slices(cache.latest())) {
            if (System.nanoTime() < deadline) {
                keep(some, this::present);
            }
        }
    }

    @Override
    public void start() {
        worker.start("leaving", this::work);
    }

    @Override
    public void stop() {
        worker.stop();
        keepEverybody();
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }

    /** Stops when nothing is recorded any more. */
    @Override
    public int getPhase() {
        return -1_001;
    }
}
