package io.flywheel.command.definition;

import io.flywheel.api.definition.ModelFile;
import io.flywheel.api.model.StageModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The stage models under which everybody has a stage now. Cheap to ask per batch; a model activated through another
 * process is seen about a second later. Safe for threads.
 */
@Component
public class ActiveModels {
    private final DefinitionLog log;
    private final Map<ModelRef, StageModel> checked = new ConcurrentHashMap<>();
    private volatile @Nullable Known known;

    private record ModelRef(String id, int version) {}

    private record Known(ModelCatalogue catalogue, ActiveSet active) {}

    ActiveModels(DefinitionLog log) {
        this.log = log;
    }

    /** In the order in which they were first activated: the first is the default. */
    public List<StageModel> all() {
        return now().models();
    }

    /** The models and their fingerprint as one; take both from one call where they must fit together. */
    public ActiveSet now() {
        return known().active();
    }

    /** Names exactly this set of active versions, so that a snapshot can say under which one it was folded. */
    public String fingerprint() {
        return now().fingerprint();
    }

    /**
     * Any published version, active or not.
     *
     * @throws RuntimeException saying so, if it was never published
     */
    public StageModel byRef(String id, int version) {
        ModelRef ref = new ModelRef(id, version);
        StageModel model = checked.get(ref);
        if (model != null) {
            return model;
        }
        if (!catalogue().has(id, version)) {
            follow();
        }
        return checked(ref, catalogue());
    }

    /**
     * The versions of a model that people have a stage under, or may have soon: the active one and the newest. Asks the
     * log, not what is remembered.
     *
     * @return the active one first; none if the model was never published
     */
    public List<StageModel> activeAndNewest(String id) {
        follow();
        PublishedModel model = catalogue().models().get(id);
        if (model == null) {
            return List.of();
        }
        return IntStream.of(model.current().version(), model.newest().version())
                .distinct()
                .mapToObj(version -> byRef(id, version))
                .toList();
    }

    /**
     * Asks the log, not what is remembered: a process that has not heard of an activation yet finds out here.
     *
     * @return whether no model was published or activated since
     */
    public boolean stillHolds(ActiveSet set) {
        follow();
        return now().asOf() == set.asOf();
    }

    ModelCatalogue catalogue() {
        return known().catalogue();
    }

    /** Reads the definition streams again; to be called outside the transaction that wrote them. */
    synchronized void refresh() {
        ModelCatalogue catalogue = ModelCatalogue.of(log.read());
        List<StageModel> models = new ArrayList<>();
        StringBuilder names = new StringBuilder();
        catalogue.active().forEach((id, activation) -> {
            int version = activation.version();
            models.add(checked(new ModelRef(id, version), catalogue));
            String hash = catalogue.get(id).version(version).hash();
            names.append(id)
                    .append(' ')
                    .append(version)
                    .append(' ')
                    .append(hash)
                    .append('\n');
        });
        String fingerprint = TextHash.of(names.toString()).substring(0, 16);
        known = new Known(catalogue, new ActiveSet(List.copyOf(models), fingerprint, catalogue.head()));
    }

    /** Another process may have published or activated something. */
    @Scheduled(fixedDelay = 1_000)
    void follow() {
        Known before = known;
        if (before == null || log.head() != before.catalogue().head()) {
            refresh();
        }
    }

    private Known known() {
        Known now = known;
        if (now == null) {
            refresh();
            now = known;
        }
        if (now == null) {
            throw new IllegalStateException("the definition streams could not be read");
        }
        return now;
    }

    // A published version never changes, so a checked model stays right for ever.
    private StageModel checked(ModelRef ref, ModelCatalogue catalogue) {
        PublishedVersion published = catalogue.get(ref.id()).version(ref.version());
        return checked.computeIfAbsent(
                ref, missing -> ModelFile.read(ref.id() + ".yaml", ref.version(), published.text()));
    }
}
