package io.flywheel.command.winback;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.PersonReturned;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.lifecycle.WinBackEnded;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.api.winback.Draws;
import io.flywheel.command.campaign.Campaigns;
import io.flywheel.command.platform.Automation;
import io.flywheel.command.platform.AutomationSource;
import io.flywheel.command.platform.AutomationTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.modelling.saga.repository.AnnotatedSagaRepository;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.modelling.saga.repository.jdbc.GenericSagaSqlSchema;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.modelling.saga.repository.jdbc.SagaSchema;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.config.annotation.SpringBeanParameterResolverFactory;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * Wires the campaigns' automation: what it has read, what its sagas remember, what they wait for and what they decide are
 * in the ledger's own store, so that one transaction holds all of it.
 */
@Configuration(proxyBeanMethods = false)
class WinBackConfiguration {
    private static final int DEADLINES_AT_ONCE = 4;

    /** What a process was at work on when it was killed is taken up by another, or by itself, half a minute later. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final int MISSED_HEARTBEATS = 6;

    /** For each thread: what many wait for at one moment is not looked for again after every few of them. */
    private static final int LOOKED_UP_AT_ONCE = 50;

    /** Who has picked a deadline; as with the tokens not the process's number and machine. */
    private final String process = UUID.randomUUID().toString();

    /** No bean, like the store: Axon would take them for its own. */
    private static final Serializer SERIALIZER = Jackson3Serializer.builder().build();

    @Bean
    Draws draws(BlindIndex blind) {
        return new Draws(blind);
    }

    private static SagaStore<Object> sagas(DataSource dataSource) {
        return JdbcSagaStore.builder()
                .connectionProvider(connections(dataSource))
                .sqlSchema(new GenericSagaSqlSchema(SagaSchema.builder()
                        .sagaEntryTable("win_back_saga")
                        .associationValueEntryTable("win_back_saga_association")
                        .build()))
                .serializer(SERIALIZER)
                .build();
    }

    private static ConnectionProvider connections(DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    @Bean
    AnnotatedSagaManager<WinBackSaga> winBackSagaManager(DataSource dataSource, ApplicationContext context) {
        ParameterResolverFactory parameters = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(WinBackSaga.class),
                new SpringBeanParameterResolverFactory(context));
        return AnnotatedSagaManager.<WinBackSaga>builder()
                .sagaType(WinBackSaga.class)
                .sagaFactory(WinBackSaga::new)
                .parameterResolverFactory(parameters)
                .sagaRepository(AnnotatedSagaRepository.<WinBackSaga>builder()
                        .sagaType(WinBackSaga.class)
                        .sagaStore(sagas(dataSource))
                        .parameterResolverFactory(parameters)
                        .resourceInjector(saga -> {})
                        .build())
                .build();
    }

    @Bean(destroyMethod = "")
    @DependsOn("commandSchema")
    Scheduler winBackScheduler(
            DataSource dataSource, Clock clock, ObjectProvider<DbSchedulerDeadlineManager> deadlines) {
        return Scheduler.create(
                        new TransactionAwareDataSourceProxy(dataSource),
                        DbSchedulerDeadlineManager.binaryTask(deadlines::getObject))
                .tableName("win_back_deadline")
                .schedulerName(new SchedulerName.Fixed(process))
                .clock(clock::instant)
                .alwaysPersistTimestampInUTC()
                .threads(DEADLINES_AT_ONCE)
                .pollUsingFetchAndLockOnExecute(1, LOOKED_UP_AT_ONCE)
                .pollingInterval(Duration.ofSeconds(1))
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .build();
    }

    @Bean
    DbSchedulerDeadlineManager winBackDeadlines(
            Scheduler winBackScheduler,
            AnnotatedSagaManager<WinBackSaga> winBackSagaManager,
            TransactionManager transactions) {
        return DbSchedulerDeadlineManager.builder()
                .scheduler(winBackScheduler)
                .scopeAwareProvider(scope -> Stream.of(winBackSagaManager))
                .serializer(SERIALIZER)
                .transactionManager(transactions)
                .useBinaryPojo(true)
                .startScheduler(false)
                .stopScheduler(false)
                .build();
    }

    @Bean
    Alarm winBackAlarm(Scheduler winBackScheduler, @Value("${flywheel.win-back.enabled:true}") boolean enabled) {
        return new Alarm(winBackScheduler, enabled);
    }

    @Bean
    @DependsOn("commandSchema")
    Automation winBackAutomation(
            JdbcTemplate jdbc,
            DataSource dataSource,
            TransactionManager transactions,
            AnnotatedSagaManager<WinBackSaga> winBackSagaManager,
            Campaigns campaigns,
            Steps steps,
            @Value("${flywheel.win-back.enabled:true}") boolean enabled) {
        Automation.Reader begins = new Automation.Reader(
                "campaign-begins",
                new AutomationSource(
                        jdbc,
                        List.of(ChurnDetected.class, StageEntered.class, PersonReturned.class, PathCorrected.class),
                        // What another process activated before somebody entered a stage holds for her.
                        campaigns::follow),
                SimpleEventHandlerInvoker.builder()
                        .eventHandlers(new WhenStageIsEnteredThenCampaignBegins(campaigns, steps))
                        .build());
        Automation.Reader sagas = new Automation.Reader(
                "campaign-sagas",
                new AutomationSource(jdbc, List.of(WinBackStarted.class, WinBackEnded.class), () -> {}),
                winBackSagaManager);
        return new Automation(List.of(begins, sagas), AutomationTokens.in(dataSource), transactions, enabled);
    }
}
