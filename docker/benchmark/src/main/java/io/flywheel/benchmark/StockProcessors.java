package io.flywheel.benchmark;

import io.flywheel.query.platform.Ledger;
import io.flywheel.query.platform.LedgerEvent;
import io.flywheel.query.platform.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** The same projections as Axon would run them if nobody had thought of blocks. */
final class StockProcessors {
    /** Of rows that nobody looks at. */
    private static final int GENERATION = 1_000_000;

    private StockProcessors() {}

    /** Events a second until the slowest has handled them all. */
    static double rate(Started product, JdbcTemplate ledger, JdbcTemplate readModels, long after, int events)
            throws InterruptedException {
        List<Projection> projections =
                List.copyOf(product.context().getBeansOfType(Projection.class).values());
        SpringTransactionManager transactions =
                new SpringTransactionManager(product.bean("readStoreTransactions", PlatformTransactionManager.class));
        TokenStore tokens = tokens(readModels);
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(projections.size() * 2);
        CountDownLatch done = new CountDownLatch(projections.size());
        List<PooledStreamingEventProcessor> processors = new ArrayList<>();
        for (Projection projection : projections) {
            processors.add(PooledStreamingEventProcessor.builder()
                    .name("stock-" + projection.name())
                    .eventHandlerInvoker(new Handler(projection, readModels, after + events, done))
                    .messageSource(new StockSource(new Ledger(ledger)))
                    .tokenStore(tokens)
                    .transactionManager(transactions)
                    .coordinatorExecutor(threads)
                    .workerExecutor(threads)
                    // whoever writes one row for many people cannot be cut into segments
                    .initialSegmentCount(1)
                    .initialToken(source -> new GlobalSequenceTrackingToken(after))
                    .build());
        }
        long start = System.nanoTime();
        processors.forEach(PooledStreamingEventProcessor::start);
        if (!done.await(15, TimeUnit.MINUTES)) {
            throw new IllegalStateException("Stock processors did not handle " + events + " events in time.");
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        processors.forEach(PooledStreamingEventProcessor::shutDown);
        threads.shutdownNow();
        return events / seconds;
    }

    private static TokenStore tokens(JdbcTemplate readModels) {
        return JdbcTokenStore.builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(
                        java.util.Objects.requireNonNull(readModels.getDataSource())))
                .serializer(Jackson3Serializer.builder().build())
                .schema(TokenSchema.builder()
                        .setTokenTable("query_token")
                        .setProcessorNameColumn("processor")
                        .setSegmentColumn("segment")
                        .setTokenColumn("token")
                        .setTokenTypeColumn("token_type")
                        .setTimestampColumn("changed_at")
                        .setOwnerColumn("owner")
                        .build())
                .build();
    }

    /** One event at a time, each with the projection's own statements. */
    private record Handler(Projection projection, JdbcTemplate readModels, long last, CountDownLatch done)
            implements EventHandlerInvoker {
        @Override
        public boolean canHandle(EventMessage<?> message, Segment segment) {
            return true;
        }

        @Override
        public void handle(EventMessage<?> message, Segment segment) {
            LedgerEvent event = (LedgerEvent) message.getPayload();
            if (event.position() <= last) {
                projection.project(List.of(event), readModels, GENERATION);
            }
            if (event.position() == last) {
                CurrentUnitOfWork.get().afterCommit(unit -> done.countDown());
            }
        }
    }
}
