package io.flywheel.command.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.springframework.context.SmartLifecycle;

/**
 * Reads the log for whoever acts on it. Where it has not read before, or has lost its place, it goes on at the head: history
 * sends nothing to anybody.
 */
public final class Automation implements SmartLifecycle {
    private static final int AT_ONCE = 100;

    private final List<PooledStreamingEventProcessor> processors = new ArrayList<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().name("automation-", 1).daemon().factory());
    private final boolean enabled;
    private volatile boolean running;

    /** One place in the log, and what is done with what comes there. */
    public record Reader(String name, AutomationSource source, EventHandlerInvoker invoker) {}

    public Automation(List<Reader> readers, TokenStore tokens, TransactionManager transactions, boolean enabled) {
        this.enabled = enabled;
        for (Reader reader : readers) {
            processors.add(PooledStreamingEventProcessor.builder()
                    .name(reader.name())
                    .eventHandlerInvoker(reader.invoker())
                    .messageSource(reader.source())
                    .tokenStore(tokens)
                    .transactionManager(transactions)
                    .errorHandler(PropagatingErrorHandler.instance())
                    .initialSegmentCount(1)
                    .initialToken(source -> source.createHeadToken())
                    .batchSize(AT_ONCE)
                    .coordinatorExecutor(threads)
                    .workerExecutor(threads)
                    .build());
        }
    }

    @Override
    public void start() {
        if (enabled) {
            processors.forEach(PooledStreamingEventProcessor::start);
            running = true;
        }
    }

    @Override
    public void stop() {
        if (running) {
            processors.forEach(PooledStreamingEventProcessor::shutDown);
            running = false;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
