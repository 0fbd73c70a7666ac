package io.flywheel.command.platform;

import java.util.Map;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Takes the data folder before anything opens a file in it, and makes {@code flywheel.data} absolute for everybody
 * (the embedded database refuses relative paths). On MySQL too: uploads wait in it.
 */
public final class OwnDataFolder implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        DataFolder folder = DataFolder.own(environment.getRequiredProperty("flywheel.data"));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "data folder", Map.of("flywheel.data", folder.path().toString())));
        // Registered before all other beans, so given up after the last of them has closed its files.
        ((DefaultListableBeanFactory) context.getBeanFactory()).registerDisposableBean("dataFolder", folder::close);
    }
}
