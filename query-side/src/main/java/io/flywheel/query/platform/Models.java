package io.flywheel.query.platform;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The stage models as learnt from the log: those that are active, and what was published besides. */
@Component
public class Models {
    /** The read model to wait for before asking. */
    public static final String READ_MODEL = DefinitionProjection.NAME;

    private static final String ACTIVE = """
            SELECT a.model, a.version, d.hash, d.text
            FROM definition_active a
            JOIN definition d ON d.model = a.model AND d.version = a.version
            WHERE a.withdrawn_at = 9223372036854775807
            ORDER BY (SELECT MIN(f.known_at) FROM definition_active f WHERE f.model = a.model)""";
    private static final String PUBLISHED =
            "SELECT model, version, hash, text FROM definition ORDER BY model, version DESC";

    /** Reads the text of a published model. */
    @FunctionalInterface
    public interface Reader {
        ActiveModel read(String id, int version, String text);
    }

    private final JdbcTemplate jdbc;
    private final Reader reader;
    private final Map<String, ActiveModel> read = new ConcurrentHashMap<>();

    @Autowired
    public Models(@ReadStore JdbcTemplate jdbc) {
        this(jdbc, ActiveModel::read);
    }

    public Models(JdbcTemplate jdbc, Reader reader) {
        this.jdbc = jdbc;
        this.reader = reader;
    }

    /** In the order in which they were first activated. */
    public List<ActiveModel> active() {
        return read(ACTIVE);
    }

    /** The active versions first, then every other: what was told under one of those keeps its titles. */
    public List<ActiveModel> published() {
        Set<ActiveModel> all = new LinkedHashSet<>(active());
        all.addAll(read(PUBLISHED));
        return List.copyOf(all);
    }

    private List<ActiveModel> read(String sql) {
        return jdbc.query(sql, (row, number) -> {
            String id = row.getString(1);
            int version = row.getInt(2);
            byte[] text = row.getBytes(4);
            return read.computeIfAbsent(
                    id + "@" + version + "#" + row.getString(3),
                    key -> reader.read(id, version, new String(text, StandardCharsets.UTF_8)));
        });
    }

    /**
     * The model that a request names, or the one that was activated first.
     *
     * @throws org.springframework.web.ErrorResponseException 400 if it is not active; 503 if none is yet
     */
    public ActiveModel named(@Nullable String id) {
        List<ActiveModel> active = active();
        if (active.isEmpty()) {
            throw Problems.notYet("No stage model is active yet. Publish and activate one on the command side.");
        }
        if (id == null || id.isBlank()) {
            return active.getFirst();
        }
        return active.stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problems.bad(
                        "model",
                        "model=" + id + " is not active. Active are: "
                                + active.stream().map(ActiveModel::id).collect(Collectors.joining(", ")) + "."));
    }
}
