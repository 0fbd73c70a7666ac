package io.flywheel.api.model;

import io.flywheel.api.definition.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The models that ship, for tests, as their first versions. */
public final class Models {
    private static final StageModel AARRR = read("aarrr");
    private static final StageModel FIVE_STAGE = read("five-stage");

    private Models() {}

    public static StageModel aarrr() {
        return AARRR;
    }

    public static StageModel fiveStage() {
        return FIVE_STAGE;
    }

    public static String text(String id) {
        try (InputStream in = Models.class.getResourceAsStream("/models/" + id + ".yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StageModel read(String id) {
        return ModelFile.read(id + ".yaml", 1, text(id));
    }
}
