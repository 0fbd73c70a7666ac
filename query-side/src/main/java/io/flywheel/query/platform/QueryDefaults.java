package io.flywheel.query.platform;

import io.flywheel.api.ClockOffset;
import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.privacy.KeyRing;
import io.flywheel.api.privacy.MasterKeySource;
import io.flywheel.api.privacy.Seals;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** What both sides need, for where the other side is not in the same process. */
@AutoConfiguration
public class QueryDefaults {
    /** The product's clock: UTC, moved by {@code flywheel.clock-offset}. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock(Environment environment) {
        String offset = environment.getProperty(ClockOffset.PROPERTY, ClockOffset.NONE);
        try {
            return Clock.offset(Clock.systemUTC(), ClockOffset.parse(offset));
        } catch (IllegalArgumentException refused) {
            throw new InvalidConfigurationPropertyValueException(
                    ClockOffset.PROPERTY, offset, String.valueOf(refused.getMessage()));
        }
    }

    @Bean
    @ConditionalOnMissingBean
    BlindIndex blindIndex(Environment environment) {
        return new BlindIndex(InstallationSecret.read(
                environment.getProperty("flywheel.secret"), environment.getProperty("flywheel.data", "./data")));
    }

    /** Waits for the command side to have made the folder of keys. */
    @Bean
    @ConditionalOnMissingBean
    Seals seals(Environment environment) {
        String data = environment.getProperty("flywheel.data", "./data");
        Path folder = Path.of(environment.getProperty("flywheel.keys", data + "/keys"));
        Path masterKeys = Path.of(environment.getProperty("flywheel.master-key-file", data + "/master.key"));
        return new Seals(KeyRing.in(
                folder.toAbsolutePath(),
                MasterKeySource.of(environment.getProperty("flywheel.master-key"), masterKeys.toAbsolutePath())));
    }
}
