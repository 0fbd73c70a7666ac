package io.flywheel.command.platform;

import io.flywheel.api.ClockOffset;
import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** Wires the event store, the clock and the secret. */
@Configuration(proxyBeanMethods = false)
class CommandSideConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(CommandSideConfiguration.class);

    @Bean
    @ConditionalOnMissingBean
    Clock clock(@Value("${" + ClockOffset.PROPERTY + ":" + ClockOffset.NONE + "}") String offset) {
        try {
            return Clock.offset(Clock.systemUTC(), ClockOffset.parse(offset));
        } catch (IllegalArgumentException refused) {
            throw new InvalidConfigurationPropertyValueException(
                    ClockOffset.PROPERTY, offset, String.valueOf(refused.getMessage()));
        }
    }

    @Bean
    @ConditionalOnMissingBean
    BlindIndex blindIndex(@Value("${flywheel.secret:}") String secret, @Value("${flywheel.data:./data}") Path folder) {
        return new BlindIndex(
                secret.isBlank()
                        ? InstallationSecret.in(folder)
                        : secret.strip().getBytes(StandardCharsets.UTF_8));
    }

    @Bean
    Home home(@Value("${flywheel.data:./data}") Path folder) {
        return Home.of(folder);
    }

    @Bean
    static MySqlPools ledgerPools() {
        return new MySqlPools();
    }

    @Bean(initMethod = "migrate")
    Flyway commandSchema(DataSource dataSource, @Value("${" + Store.UNSAFE + ":false}") boolean unsafe) {
        return CommandSchema.of(dataSource, Store.check(dataSource, unsafe, LOG::warn));
    }

    @Bean
    @ConditionalOnMissingBean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    @DependsOn("commandSchema")
    LedgerEventStore eventStore(
            DataSource dataSource, TransactionManager transactions, Snapshots<?> snapshots, Clock clock) {
        GenericEventMessage.clock = clock;
        // No bean: Axon would take it for its messages, which are no events of ours.
        LedgerSerializer serializer = new LedgerSerializer(snapshots);
        Supplier<String> inForce = snapshots::revision;
        LedgerStorageEngine engine = LedgerStorageEngine.over(
                new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource)),
                transactions,
                serializer,
                inForce);
        EmbeddedEventStore.Builder builder = EmbeddedEventStore.builder();
        return new LedgerEventStore(
                builder.storageEngine(engine), engine, serializer, inForce, new JdbcTemplate(dataSource), transactions);
    }
}
