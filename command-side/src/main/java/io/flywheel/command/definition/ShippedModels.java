package io.flywheel.command.definition;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flywheel.api.definition.DefinitionRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Makes sure that people have a stage from the first touchpoint on: publishes the models that come with the product,
 * and those of the operator's folder, before anything is served.
 */
@Component
class ShippedModels implements SmartLifecycle {
    /** After Axon has its command handlers, before the web server takes its first request. */
    static final int PHASE = SpringAxonConfiguration.LIFECYCLE_PHASE + 256;

    private static final Logger LOG = LoggerFactory.getLogger(ShippedModels.class);
    private static final List<String> ACTIVE_AT_FIRST = List.of("aarrr", "five-stage");
    private static final String SUFFIX = ".yaml";

    private final Definitions definitions;
    private final ActiveModels models;
    private final String shipped;
    private final String folder;
    private volatile boolean running;

    @Autowired
    ShippedModels(Definitions definitions, ActiveModels models, @Value("${flywheel.models:}") String folder) {
        this(definitions, models, "classpath*:models/*.yaml", folder);
    }

    /**
     * @param shipped a pattern of class path resources
     * @param folder of the operator, blank for none
     */
    ShippedModels(Definitions definitions, ActiveModels models, String shipped, String folder) {
        this.definitions = definitions;
        this.models = models;
        this.shipped = shipped;
        this.folder = folder;
    }

    /**
     * Safe to repeat, also by several processes at once.
     *
     * @throws DefinitionRefused if a text that was never published before is wrong
     */
    void publishShipped() {
        Map<String, Text> texts = texts();
        models.refresh();
        texts.forEach((id, text) -> {
            // Also an older version counts, or a restart would publish again what somebody has replaced since.
            if (!models.catalogue().hasText(id, text.yaml())) {
                int version = definitions.publish(new PublishModel(id, text.file(), text.yaml(), text.by()));
                LOG.info("Published version {} of the stage model {} from {}", version, id, text.file());
            }
        });
        if (models.all().isEmpty()) {
            ACTIVE_AT_FIRST.stream().filter(texts::containsKey).forEach(this::activateNewest);
        }
    }

    private void activateNewest(String id) {
        int version = models.catalogue().get(id).newest().version();
        definitions.activate(new ActivateModel(id, version, "flywheel"));
    }

    private record Text(String file, String yaml, String by) {}

    /** By model id, which is the file's name; a file in the operator's folder takes the place of a shipped one. */
    private Map<String, Text> texts() {
        Map<String, Text> texts = new TreeMap<>();
        try {
            for (Resource resource : new PathMatchingResourcePatternResolver().getResources(shipped)) {
                String name = String.valueOf(resource.getFilename());
                texts.put(idOf(name), new Text(name, resource.getContentAsString(UTF_8), "flywheel"));
            }
            if (!folder.isBlank()) {
                for (Path file : filesIn(Path.of(folder))) {
                    String name = String.valueOf(file.getFileName());
                    texts.put(idOf(name), new Text(file.toString(), Files.readString(file), "folder"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A stage model's file cannot be read: " + e.getMessage(), e);
        }
        return texts;
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("flywheel.models names " + folder.toAbsolutePath()
                    + ", which is not a folder: create it, or leave the property out.");
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            found.forEach(files::add);
        }
        return files;
    }

    private static String idOf(String fileName) {
        return fileName.substring(0, fileName.length() - SUFFIX.length());
    }

    @Override
    public void start() {
        publishShipped();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
