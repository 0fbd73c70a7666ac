package io.flywheel.command.ingestion;

import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.privacy.KeyKeeper;
import io.flywheel.api.privacy.KeysForTests;
import io.flywheel.api.privacy.Seals;
import io.flywheel.api.store.TestStore;
import io.flywheel.command.platform.Home;
import io.flywheel.command.platform.Homes;
import io.flywheel.command.platform.LedgerForTests;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.JdbcTemplate;

/** Ingestion alone behind a real web server, on a real schema, with a recorder that only remembers. */
@ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    PropertyPlaceholderAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    MultipartAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class
})
@ComponentScan("io.flywheel.command.ingestion")
class IngestionApp {
    static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    @Bean
    static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Bean
    static DataSource dataSource() {
        return TestStore.fresh().pool();
    }

    @Bean
    static JdbcTemplate jdbcTemplate(DataSource source) {
        return LedgerForTests.in(source);
    }

    @Bean
    static Home home() {
        return new Home("only-for-these-tests--");
    }

    @Bean
    static Homes homes(JdbcTemplate jdbc, Home home) {
        return new Homes(jdbc, home, Duration.ofMinutes(10)) {};
    }

    @Bean
    static BlindIndex blindIndex() {
        return new BlindIndex("only for these tests".getBytes(StandardCharsets.UTF_8));
    }

    @Bean
    static KeyKeeper keys() {
        return KeysForTests.keeper();
    }

    @Bean
    static Seals seals(KeyKeeper keys) {
        return new Seals(keys);
    }

    @Bean
    static RememberingRecorder recorder() {
        return new RememberingRecorder();
    }

    @Bean
    static RememberingVoider voider() {
        return new RememberingVoider();
    }
}
