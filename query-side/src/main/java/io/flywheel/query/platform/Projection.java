package io.flywheel.query.platform;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Folds events into the rows of one read model. It is handed blocks of events in the order of the log; its rows and its
 * position are committed together, so each event counts once.
 */
public interface Projection {
    /** The read model's stable name, also of its processing group: a constant, e.g. {@code stage}. */
    String name();

    /** Its tables (those with a {@code generation} column), to be emptied before a rebuild. */
    List<String> tables();

    /**
     * Writes the rows of one block: collect in memory, then one {@code batchUpdate} per statement; never a query per
     * row.
     *
     * @param generation goes into every row
     */
    void project(List<LedgerEvent> block, JdbcTemplate jdbc, int generation);
}
