package io.flywheel.query.platform;

import com.zaxxer.hikari.HikariDataSource;
import io.flywheel.api.store.MySqlFlags;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Gives each pool on MySQL what the product needs of the driver before its first connection is opened. */
final class MySqlPools implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && !pool.isRunning() && isOnMySql(pool)) {
            MySqlFlags.missingIn(pool.getJdbcUrl()).forEach(pool.getDataSourceProperties()::putIfAbsent);
            if (pool.getTransactionIsolation() == null) {
                pool.setTransactionIsolation(MySqlFlags.ISOLATION);
            }
        }
        return bean;
    }

    private static boolean isOnMySql(HikariDataSource pool) {
        return pool.getJdbcUrl() != null && MySqlFlags.areFor(pool.getJdbcUrl());
    }
}
