package io.flywheel.command.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.command.delivery.Subscribers;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.ClassUtils;

/** What can be set for a source that wants to be told, and what stops the start. */
class SubscriptionSettingsTest {
    private static final String AT = "flywheel.sources.shop.stage-changes.";
    private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    /** The one that every way out has. */
    private static final FailureAnalyzer ANALYZER = (FailureAnalyzer) BeanUtils.instantiateClass(
            ClassUtils.resolveClassName("io.flywheel.command.delivery.ChannelRefusedAnalyzer", null));

    private static Subscriptions subscriptions(SubscriptionSettings settings) {
        DataSource never = new DriverManagerDataSource("jdbc:none");
        return new Subscriptions(settings, new JdbcTemplate(never), new DataSourceTransactionManager(never));
    }

    private static SubscriptionSettings settings(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("flywheel", SubscriptionSettings.class);
    }

    private static Subscribers subscribers(Map<String, String> values) {
        SubscriptionSettings settings = settings(values);
        return new SubscriptionConfiguration().subscribers(settings, subscriptions(settings), null, Clock.systemUTC());
    }

    @Test
    void a_source_that_names_nothing_is_told_nothing() {
        assertThat(subscribers(Map.of("flywheel.sources.shop.write-key", "k")).all())
                .isEmpty();
    }

    @Test
    void an_address_and_a_secret_are_enough() {
        Map<String, String> enough = Map.of(AT + "url", "https://shop.example/stages", AT + "secret", SECRET);
        assertThat(subscribers(enough).all()).hasSize(1);
        assertThat(subscriptions(settings(enough)).all())
                .singleElement()
                .isEqualTo(new Subscription("shop", java.util.Set.of(), java.util.Set.of(), Duration.ofHours(72)));
    }

    @Test
    void secrets_are_not_told_with_settings() {
        assertThat(settings(Map.of(AT + "url", "https://a.example", AT + "secret", SECRET))
                        .toString())
                .doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    secret=whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY= | stage-changes.url
                    url=ftp://shop.example secret=whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY= | stage-changes.url
                    url=https://shop.example | stage-changes.secret
                    url=https://shop.example secret=whsec_c2hvcnQ= | stage-changes.secret
                    url=https://shop.example secret=whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY= timeout=PT0S | stage-changes.timeout
                    url=https://shop.example secret=whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY= news-limit=-P1D | stage-changes.news-limit
                    models=aarrr | stage-changes.url
                    """)
    void what_could_tell_nothing_stops_the_start_and_says_which_setting_is_missing(String set, String named) {
        Map<String, String> values = new HashMap<>();
        for (String each : set.split(" ")) {
            values.put(AT + each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        assertThatThrownBy(() -> subscribers(values)).satisfies(failure -> {
            FailureAnalysis analysis = ANALYZER.analyze(failure);
            assertThat(analysis).isNotNull();
            assertThat(analysis.getDescription()).contains("source \"shop\"");
            assertThat(analysis.getAction()).contains("flywheel.sources.shop." + named);
        });
    }
}
