package io.flywheel.query;

import io.flywheel.api.store.StoreRefused;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/**
 * Starts the query side in a process of its own, on the MySQL schema that a command side records to. It has no
 * stereotype: whoever starts both sides in one process scans past it.
 */
@EnableAutoConfiguration
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public final class QuerySide {
    static {
        // Axon reads these before there is a configuration: nothing leaves the machine, and no advertising in the log.
        System.setProperty("axoniq.update-checker.disabled", "true");
        System.setProperty("disable-axoniq-console-message", "true");
    }

    private QuerySide() {}

    public static void main(String[] args) {
        SpringApplication side = new SpringApplication(QuerySide.class);
        // Its settings are in query-side.yaml: two files of one name would hide each other where both sides meet.
        side.setDefaultProperties(Map.of("spring.config.name", "query-side"));
        side.addInitializers(QuerySide::requireStore);
        side.run(args);
    }

    /** Or Spring would make one up in memory. */
    private static void requireStore(ConfigurableApplicationContext context) {
        if (context.getEnvironment().getProperty("spring.datasource.url", "").isBlank()) {
            throw StoreRefused.missing();
        }
    }
}
