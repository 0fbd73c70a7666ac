package io.flywheel;

import java.util.Locale;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives the read models a file of their own beside an embedded ledger. On MySQL they are in the ledger's schema, unless
 * {@code flywheel.read-store.url} says otherwise, so that one option names the store of everything.
 */
final class EmbeddedReadStore implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String URL = "flywheel.read-store.url";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        String ledger = environment.getProperty("spring.datasource.url", "");
        if (ledger.toLowerCase(Locale.ROOT).startsWith("jdbc:h2:")) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "embedded read store", Map.of(URL, "${flywheel.read-store.embedded-url}")));
        }
    }
}
