package io.flywheel.command.definition;

import io.flywheel.api.definition.DefinitionRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
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
        Map<String, ShippedTexts.Text> texts = texts();
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
        definitions.activate(new ActivateModel(id, version, ShippedTexts.BY));
    }

    /** By model id; a file in the operator's folder takes the place of a shipped one. */
    private Map<String, ShippedTexts.Text> texts() {
        Map<String, ShippedTexts.Text> texts = ShippedTexts.of(shipped);
        if (!folder.isBlank()) {
            Path own = Path.of(folder);
            if (!Files.isDirectory(own)) {
                throw new IllegalStateException("flywheel.models names " + own.toAbsolutePath()
                        + ", which is not a folder: create it, or leave the property out.");
            }
            texts.putAll(ShippedTexts.in(own));
        }
        return texts;
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
