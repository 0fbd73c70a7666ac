package io.flywheel.command.definition;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.flywheel.api.definition.DefinitionRefused;
import io.flywheel.api.definition.ModelActivated;
import io.flywheel.api.definition.ModelFile;
import io.flywheel.api.definition.ModelPublished;
import io.flywheel.api.model.StageModel;
import java.util.List;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** Decides which text becomes a version of a stage model, and which version is active. */
@Aggregate(type = StageModelDefinition.TYPE)
class StageModelDefinition {
    static final String TYPE = "StageModelDefinition";

    /** No lifecycle's stream name has a colon, so definitions are one range of stream names. */
    static final String STREAM_PREFIX = "model:";

    private static final int LONGEST_ID = 64 - STREAM_PREFIX.length();
    private static final Pattern ID_LINE = Pattern.compile("^id\\s*:.*");

    @AggregateIdentifier
    @SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // the first event sets it; Axon reads it
    private String stream;

    private int newest;
    private String newestHash = "";
    private int active;

    StageModelDefinition() {}

    static String stream(String model) {
        return STREAM_PREFIX + model;
    }

    /** @return the version that has this text: a new one, or the newest where it says the same already */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    int handle(PublishModel command) {
        String hash = TextHash.of(command.text());
        if (hash.equals(newestHash)) {
            return newest;
        }
        int next = newest + 1;
        StageModel model = ModelFile.read(command.file(), next, command.text());
        refuseForeign(command, model.id());
        apply(new ModelPublished(command.model(), next, command.text(), hash, command.by()));
        return next;
    }

    @CommandHandler
    void handle(ActivateModel command) {
        if (command.version() < 1 || command.version() > newest) {
            throw UnknownDefinition.version("model", command.model(), command.version(), newest);
        }
        if (command.version() != active) {
            apply(new ModelActivated(command.model(), command.version(), command.by()));
        }
    }

    @EventSourcingHandler
    void on(ModelPublished event) {
        stream = stream(event.model());
        newest = event.version();
        newestHash = event.hash();
    }

    @EventSourcingHandler
    void on(ModelActivated event) {
        active = event.version();
    }

    private static void refuseForeign(PublishModel command, String id) {
        if (!id.equals(command.model())) {
            throw refused(
                    command,
                    "the text is of the model '%s' but it was sent as '%s'; both must name the same model"
                            .formatted(id, command.model()));
        }
        if (id.length() > LONGEST_ID) {
            throw refused(command, "a model's id has at most %d characters".formatted(LONGEST_ID));
        }
    }

    private static DefinitionRefused refused(PublishModel command, String reason) {
        List<String> lines = command.text().lines().toList();
        int line = 1;
        for (int i = 0; i < lines.size(); i++) {
            if (ID_LINE.matcher(lines.get(i)).matches()) {
                line = i + 1;
                break;
            }
        }
        return new DefinitionRefused(List.of(new DefinitionRefused.Problem(command.file(), line, reason)));
    }
}
