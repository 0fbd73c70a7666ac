package io.flywheel.query.platform;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** Builds Axon's processors so that tokens are in the database of the rows and in their transactions. */
@Component
class Processors {
    private final SpringTransactionManager transactions;
    private final JdbcTokenStore tokens;
    private final LedgerHead head;
    private final LedgerBlocks blocks;

    Processors(
            @ReadStore DataSource dataSource,
            @ReadStore PlatformTransactionManager transactions,
            QuerySchema schema,
            LedgerHead head,
            LedgerBlocks blocks) {
        this.transactions = new SpringTransactionManager(transactions);
        this.head = head;
        this.blocks = blocks;
        this.tokens = JdbcTokenStore.builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(dataSource))
                .serializer(tokenSerializer())
                .schema(TokenSchema.builder()
                        .setTokenTable("query_token")
                        .setProcessorNameColumn("processor")
                        .setSegmentColumn("segment")
                        .setTokenColumn("token")
                        .setTokenTypeColumn("token_type")
                        .setTimestampColumn("changed_at")
                        .setOwnerColumn("owner")
                        .build())
                // After a crash nobody has to wait for the claims of a process that cannot exist any more.
                .nodeId(
                        schema.embedded()
                                ? "embedded"
                                : ManagementFactory.getRuntimeMXBean().getName())
                .claimTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** Reads back every token it writes, those of replays included. */
    static Serializer tokenSerializer() {
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(
                        mapper -> mapper.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                                .allowIfSubType("org.axonframework.")
                                .allowIfSubType("java.lang.")
                                .allowIfSubType("java.util.")
                                .allowIfSubType("io.flywheel.")
                                .build()))
                .build();
    }

    /** The log for those who are near its end. */
    BlockSource source() {
        return new BlockSource(head, blocks);
    }

    /** The log for those who read it from the start: their blocks do not take the place of others. */
    BlockSource sourceApart() {
        return new BlockSource(head, blocks.apart());
    }

    PooledStreamingEventProcessor build(
            String name,
            EventHandlerInvoker invoker,
            BlockSource source,
            ScheduledExecutorService coordinator,
            ScheduledExecutorService worker) {
        return PooledStreamingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(invoker)
                .messageSource(source)
                .tokenStore(tokens)
                .transactionManager(transactions)
                .coordinatorExecutor(coordinator)
                .workerExecutor(worker)
                .initialSegmentCount(1)
                // A read model starts at the beginning of the log, and that is no replay: its handlers send nothing.
                .initialToken(StreamableMessageSource::createTailToken)
                // A block is a message, and a unit of work.
                .batchSize(1)
                .tokenClaimInterval(1_000)
                .build();
    }
}
