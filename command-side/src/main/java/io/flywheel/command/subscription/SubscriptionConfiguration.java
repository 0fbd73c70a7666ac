package io.flywheel.command.subscription;

import io.flywheel.command.definition.ActiveModels;
import io.flywheel.command.delivery.Subscriber;
import io.flywheel.command.delivery.Subscribers;
import io.flywheel.command.platform.Automation;
import io.flywheel.command.platform.AutomationSource;
import io.flywheel.command.platform.AutomationTokens;
import io.flywheel.command.subscription.SubscriptionSettings.StageChanges;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;

/** Brings subscribers to where messages are sent from, and reads the log for them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SubscriptionSettings.class)
class SubscriptionConfiguration {
    private static final String READER = "stage-changes";

    @Bean
    Subscribers subscribers(
            SubscriptionSettings settings, Subscriptions subscriptions, StageChangeTelling telling, Clock clock) {
        List<Subscriber> all = subscriptions.all().stream()
                .map(each -> subscriber(each, settings, telling, clock))
                .toList();
        return () -> all;
    }

    private static Subscriber subscriber(
            Subscription subscription, SubscriptionSettings settings, StageChangeTelling telling, Clock clock) {
        String source = subscription.source();
        StageChanges wanted = Objects.requireNonNull(
                Objects.requireNonNull(settings.sources().get(source)).stageChanges());
        return Subscriber.of(
                subscription.channel(),
                Subscriptions.what(source),
                Subscriptions.setting(source),
                wanted.url(),
                wanted.secret(),
                wanted.timeout(),
                notice -> telling.json(notice, source),
                clock);
    }

    @Bean
    @DependsOn("commandSchema")
    StageChangeReading stageChangeReading(
            JdbcTemplate jdbc,
            DataSource dataSource,
            TransactionManager transactions,
            Subscriptions subscriptions,
            StageChangeNotices notices,
            ActiveModels models) {
        Automation.Reader reader = new Automation.Reader(
                READER,
                new AutomationSource(jdbc, StageChange.EVENTS, () -> {}),
                SimpleEventHandlerInvoker.builder()
                        .eventHandlers(new WhenStageChangesThenSubscribersAreTold(subscriptions, notices))
                        .build());
        return new StageChangeReading(
                subscriptions,
                models,
                new Automation(List.of(reader), AutomationTokens.in(dataSource), transactions, true));
    }
}
