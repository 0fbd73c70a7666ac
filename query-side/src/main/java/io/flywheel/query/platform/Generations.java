package io.flywheel.query.platform;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The generations of each read model: one is live, others may be built beside it. */
@Component
class Generations {
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    Generations(@ReadStore JdbcTemplate jdbc, @ReadStore PlatformTransactionManager transactions, QuerySchema schema) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Opens a generation at the start of the log, unless it exists. The first one of a read model is live at once. */
    void open(String name, int generation) {
        transaction.executeWithoutResult(status -> {
            if (count("SELECT COUNT(*) FROM read_model WHERE name = ?", name) == 0) {
                jdbc.update("INSERT INTO read_model (name, live) VALUES (?, ?)", name, generation);
            }
            if (count("SELECT COUNT(*) FROM read_model_position WHERE name = ? AND generation = ?", name, generation)
                    == 0) {
                jdbc.update(
                        "INSERT INTO read_model_position (name, generation, position, recorded_at) VALUES (?, ?, 0, 0)",
                        name,
                        generation);
            }
        });
    }

    /** Every generation that is kept up to date. */
    List<Integer> of(String name) {
        return jdbc.queryForList(
                "SELECT generation FROM read_model_position WHERE name = ? ORDER BY generation", Integer.class, name);
    }

    int live(String name) {
        Integer live = jdbc.queryForObject("SELECT live FROM read_model WHERE name = ?", Integer.class, name);
        return live == null ? 1 : live;
    }

    /** From here on every question is answered from this generation. */
    void switchTo(String name, int generation) {
        if (!of(name).contains(generation)) {
            throw new IllegalArgumentException(name + " has no generation " + generation);
        }
        jdbc.update("UPDATE read_model SET live = ? WHERE name = ?", generation, name);
    }

    private int count(String sql, Object... arguments) {
        Integer found = jdbc.queryForObject(sql, Integer.class, arguments);
        return found == null ? 0 : found;
    }
}
