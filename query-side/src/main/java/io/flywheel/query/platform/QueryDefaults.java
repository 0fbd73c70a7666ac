package io.flywheel.query.platform;

import io.flywheel.api.identity.BlindIndex;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** What both sides need, for where the other side is not in the same process. */
@AutoConfiguration
public class QueryDefaults {
    /** The product's clock: UTC, moved by {@code flywheel.clock-offset} (an ISO duration such as {@code P90D}). */
    @Bean
    @ConditionalOnMissingBean
    Clock clock(Environment environment) {
        Duration offset = Duration.parse(environment.getProperty("flywheel.clock-offset", "P0D"));
        return offset.isZero() ? Clock.systemUTC() : Clock.offset(Clock.systemUTC(), offset);
    }

    @Bean
    @ConditionalOnMissingBean
    BlindIndex blindIndex(Environment environment) {
        return new BlindIndex(InstallationSecret.read(
                environment.getProperty("flywheel.secret"), environment.getProperty("flywheel.data", "./data")));
    }
}
