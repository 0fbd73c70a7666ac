package io.flywheel.command.platform;

import io.flywheel.api.privacy.KeyKeeper;
import io.flywheel.api.privacy.MasterKeySource;
import io.flywheel.api.privacy.Seals;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the folder of keys, apart from every database, and makes it at the first start. */
@Configuration(proxyBeanMethods = false)
class KeysConfiguration {
    @Bean
    KeyKeeper keyKeeper(
            @Value("${flywheel.keys:${flywheel.data:./data}/keys}") String folder,
            @Value("${flywheel.master-key:}") String masterKey,
            @Value("${flywheel.master-key-file:${flywheel.data:./data}/master.key}") String masterKeyFile) {
        return KeyKeeper.in(
                Path.of(folder).toAbsolutePath(),
                MasterKeySource.of(masterKey, Path.of(masterKeyFile).toAbsolutePath()));
    }

    @Bean
    Seals seals(KeyKeeper keys) {
        return new Seals(keys);
    }
}
