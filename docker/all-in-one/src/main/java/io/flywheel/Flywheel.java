package io.flywheel;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** Starts both sides in one process; each may have a class of the same name, so beans go by their full names. */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class Flywheel {
    private static final long MOST_CACHED_KB = 32 * 1024;

    static {
        // Axon reads these before there is a configuration: nothing leaves the machine, and no advertising in the log.
        System.setProperty("axoniq.update-checker.disabled", "true");
        System.setProperty("disable-axoniq-console-message", "true");
        // The store's cache of values costs more than it saves where most values are seen once.
        System.setProperty("h2.objectCache", "false");
    }

    public static void main(String[] args) {
        start(args);
    }

    /**
     * Starts the product and returns once it serves.
     *
     * @param options as on the command line, e.g. {@code --server.port=0}
     */
    public static ConfigurableApplicationContext start(String... options) {
        SpringApplication flywheel = new SpringApplication(Flywheel.class);
        long fitting = Runtime.getRuntime().maxMemory() / 64 / 1024;
        // Larger page caches made imports slower: what they keep, the collector has to go through.
        flywheel.setDefaultProperties(Map.of("flywheel.store-cache-kb", Math.min(MOST_CACHED_KB, fitting)));
        return flywheel.run(options);
    }
}
