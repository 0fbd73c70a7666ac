package io.flywheel.query.web;

import io.flywheel.api.EventFormat;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.query.platform.ReadStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Whether there is anything to show yet, and whether it is only the demo population, whose source says so. */
@Component
class StoreState {
    private static final String DEMO = "demo";

    private final JdbcTemplate jdbc;
    private volatile @Nullable String firstSource;

    StoreState(@ReadStore JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    boolean isEmpty() {
        return firstSource().isEmpty();
    }

    boolean isDemo() {
        return firstSource().filter(source -> source.startsWith(DEMO)).isPresent();
    }

    /** The source that the first person came from; it never changes once there is one. */
    private Optional<String> firstSource() {
        if (firstSource == null) {
            firstSource = jdbc
                    .query(
                            """
                            SELECT payload FROM timeline_rows
                            WHERE generation = (SELECT live FROM read_model WHERE name = 'timeline') AND type = ?
                            ORDER BY generation, position LIMIT 1""",
                            (row, number) -> (LifecycleOpened) EventFormat.read("LifecycleOpened", row.getBytes(1)),
                            "LifecycleOpened")
                    .stream()
                    .map(LifecycleOpened::source)
                    .findFirst()
                    .orElse(null);
        }
        return Optional.ofNullable(firstSource);
    }
}
