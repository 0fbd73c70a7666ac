package io.flywheel.query.platform;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;

/**
 * The threads and the blocks that some processors share. What answers is in another lane than what is being built: a
 * block from long ago is as large as blocks become, and nobody who asks is to wait behind it.
 */
final class Lane {
    private final Processors processors;
    private final BlockSource source;
    private final ScheduledExecutorService coordinator;
    private final ScheduledExecutorService workers;

    /** @param name goes before the names of its threads */
    Lane(String name, Processors processors, BlockSource source, int threads) {
        this.processors = processors;
        this.source = source;
        this.coordinator = Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().name(name + "ledger-reader-", 0).factory());
        this.workers = Executors.newScheduledThreadPool(
                threads, Thread.ofPlatform().name(name + "projection-", 0).factory());
    }

    PooledStreamingEventProcessor build(String name, EventHandlerInvoker invoker) {
        return processors.build(name, invoker, source, coordinator, workers);
    }

    void close() {
        coordinator.shutdownNow();
        workers.shutdownNow();
    }
}
