package io.flywheel.command;

import io.flywheel.api.store.StoreRefused;
import io.flywheel.command.platform.OwnDataFolder;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/**
 * Starts the command side in a process of its own, beside any number of query sides on the same MySQL schema. It has no
 * stereotype: whoever starts both sides in one process scans past it.
 */
@EnableAutoConfiguration
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public final class CommandSide {
    static {
        // Axon reads these before there is a configuration: nothing leaves the machine, and no advertising in the log.
        System.setProperty("axoniq.update-checker.disabled", "true");
        System.setProperty("disable-axoniq-console-message", "true");
    }

    private CommandSide() {}

    public static void main(String[] args) {
        SpringApplication side = new SpringApplication(CommandSide.class);
        // Its settings are in command-side.yaml: two files of one name would hide each other where both sides meet.
        side.setDefaultProperties(Map.of("spring.config.name", "command-side"));
        side.addInitializers(CommandSide::requireStore, new OwnDataFolder());
        side.run(args);
    }

    /** Or Spring would make one up in memory. */
    private static void requireStore(ConfigurableApplicationContext context) {
        if (context.getEnvironment().getProperty("spring.datasource.url", "").isBlank()) {
            throw StoreRefused.missing();
        }
    }
}
