package io.flywheel.benchmark;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which part of the product a stack frame belongs to, by its package; the JDK's own frames belong to their callers. */
final class Layers {
    static final String OTHER = "JDK alone";

    private static final Map<String, String> BY_PREFIX = new LinkedHashMap<>();

    static {
        BY_PREFIX.put("io.flywheel.api.model.", "Flywheel: fold");
        BY_PREFIX.put("io.flywheel.api.", "Flywheel: shared");
        BY_PREFIX.put("io.flywheel.command.ingestion.", "Flywheel: ingestion");
        BY_PREFIX.put("io.flywheel.command.", "Flywheel: command side");
        BY_PREFIX.put("io.flywheel.query.", "Flywheel: query side");
        BY_PREFIX.put("io.flywheel.", "Flywheel: rest");
        BY_PREFIX.put("org.h2.", "H2");
        BY_PREFIX.put("tools.jackson.", "Jackson");
        BY_PREFIX.put("com.fasterxml.jackson.", "Jackson");
        BY_PREFIX.put("org.axonframework.", "Axon");
        BY_PREFIX.put("org.apache.catalina.", "HTTP (Tomcat)");
        BY_PREFIX.put("org.apache.coyote.", "HTTP (Tomcat)");
        BY_PREFIX.put("org.apache.tomcat.", "HTTP (Tomcat)");
        BY_PREFIX.put("org.springframework.", "Spring");
        BY_PREFIX.put("com.github.benmanes.caffeine.", "Caffeine");
        BY_PREFIX.put("com.zaxxer.hikari.", "Connection pool");
        BY_PREFIX.put("dev.cel.", "CEL");
        BY_PREFIX.put("de.siegmar.fastcsv.", "CSV");
        BY_PREFIX.put("com.sun.crypto.", "Hashing and encryption (JDK)");
        BY_PREFIX.put("sun.security.", "Hashing and encryption (JDK)");
        BY_PREFIX.put("javax.crypto.", "Hashing and encryption (JDK)");
    }

    private Layers() {}

    /** @return null for a frame that says nothing */
    static @Nullable String of(String type) {
        for (Map.Entry<String, String> entry : BY_PREFIX.entrySet()) {
            if (type.startsWith(entry.getKey())) {
                return entry.getValue();
            }
        }
        return null;
    }
}
