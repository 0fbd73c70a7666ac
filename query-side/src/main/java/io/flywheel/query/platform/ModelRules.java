package io.flywheel.query.platform;

import io.flywheel.api.definition.ModelFile;
import io.flywheel.api.model.ModelRef;
import io.flywheel.api.model.StageModel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The published stage models with their rules, for answers that fold again; which of them were in force when. */
@Component
public class ModelRules {
    private static final String IN_FORCE = """
            SELECT a.model, a.version FROM definition_active a WHERE a.known_at <= ? AND a.withdrawn_at > ?
            ORDER BY (SELECT MIN(f.known_at) FROM definition_active f WHERE f.model = a.model)""";
    private static final String TEXT = "SELECT hash, text FROM definition WHERE model = ? AND version = ?";

    private final JdbcTemplate jdbc;
    private final Map<String, StageModel> read = new ConcurrentHashMap<>();

    ModelRules(@ReadStore JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The versions that were active at a log position, in the order in which their models were first activated. */
    public List<ModelRef> inForce(long position) {
        return jdbc.query(IN_FORCE, (row, number) -> new ModelRef(row.getString(1), row.getInt(2)), position, position);
    }

    /** @param model a version that was published */
    public StageModel of(ModelRef model) {
        return jdbc
                .query(
                        TEXT,
                        (row, number) -> {
                            byte[] text = row.getBytes(2);
                            return read.computeIfAbsent(
                                    model + "#" + row.getString(1),
                                    key -> ModelFile.read(
                                            model.id(), model.version(), new String(text, StandardCharsets.UTF_8)));
                        },
                        model.id(),
                        model.version())
                .stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the log has published no " + model));
    }
}
