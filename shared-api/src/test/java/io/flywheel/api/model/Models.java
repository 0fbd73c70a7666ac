package io.flywheel.api.model;

import io.flywheel.api.definition.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The models that ship, for tests, as their first versions. */
public final class Models {
    private static final Map<String, StageModel> ALL = Stream.of(
                    "aarrr", "five-stage", "flywheel", "saas", "ecommerce", "content", "care")
            .map(id -> ModelFile.read(id + ".yaml", 1, text(id)))
            .collect(Collectors.toMap(StageModel::id, Function.identity(), (one, other) -> one, LinkedHashMap::new));

    private Models() {}

    public static StageModel aarrr() {
        return named("aarrr");
    }

    public static StageModel fiveStage() {
        return named("five-stage");
    }

    public static StageModel named(String id) {
        return Objects.requireNonNull(ALL.get(id), id);
    }

    /** All of them, those first that are active from the start. */
    public static List<StageModel> all() {
        return List.copyOf(ALL.values());
    }

    public static String text(String id) {
        try (InputStream in = Models.class.getResourceAsStream("/models/" + id + ".yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
