package io.flywheel.query.platform;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** Wires the read store beside the ledger, whose beans stay what everybody gets who asks for nothing in particular. */
@Configuration(proxyBeanMethods = false)
class ReadStoreConfiguration {
    private static final String URL = "flywheel.read-store.url";

    @Bean
    static MySqlPools readStorePools() {
        return new MySqlPools();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(URL)
    static class Apart {
        /** {@code flywheel.read-store.pool} takes what {@code spring.datasource.hikari} takes for the ledger. */
        @Bean(defaultCandidate = false)
        @ReadStore
        @ConfigurationProperties("flywheel.read-store.pool")
        HikariDataSource readStoreDataSource(
                @Value("${" + URL + "}") String url,
                @Value("${flywheel.read-store.username:}") String username,
                @Value("${flywheel.read-store.password:}") String password) {
            return DataSourceBuilder.create()
                    .type(HikariDataSource.class)
                    .url(url)
                    .username(username)
                    .password(password)
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = URL, havingValue = "false", matchIfMissing = true)
    static class Shared {
        /** The ledger's own, which is closed with the ledger; also for {@code flywheel.read-store.url=false}. */
        @Bean(defaultCandidate = false, destroyMethod = "")
        @ReadStore
        DataSource readStoreDataSource(DataSource ledger) {
            return ledger;
        }
    }

    @Bean(defaultCandidate = false)
    @ReadStore
    JdbcTemplate readStore(@ReadStore DataSource dataSource) {
        return new JdbcTemplate(dataSource);
    }

    @Bean(defaultCandidate = false)
    @ReadStore
    PlatformTransactionManager readStoreTransactions(@ReadStore DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }
}
