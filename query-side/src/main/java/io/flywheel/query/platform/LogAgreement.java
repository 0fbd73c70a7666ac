package io.flywheel.query.platform;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Empties a read model that has read events which the log does not hold, as after the ledger was restored from an older
 * backup: it would answer from what never happened and skip what did.
 */
@Component
class LogAgreement {
    private static final Logger log = LoggerFactory.getLogger(LogAgreement.class);

    private record Reached(long position, long recordedAt) {}

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final JdbcTemplate ledger;

    LogAgreement(
            @ReadStore JdbcTemplate jdbc, @ReadStore PlatformTransactionManager transactions, JdbcTemplate ledger) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.ledger = ledger;
    }

    /** Lets a read model begin anew unless the last event of each of its generations is in the log as it was read. */
    void restore(Projection projection) {
        String name = projection.name();
        List<Reached> unknown = jdbc
                .query(
                        "SELECT position, recorded_at FROM read_model_position WHERE name = ? AND position > 0",
                        (row, number) -> new Reached(row.getLong(1), row.getLong(2)),
                        name)
                .stream()
                .filter(reached -> !isInTheLog(reached))
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        log.warn(
                "{} had read up to position {}, which the log does not hold as it was read: it is emptied and built again",
                name,
                unknown.getFirst().position());
        // Emptying a table is a commit of its own; until the position follows, the next start finds the same and
        // repeats.
        projection.tables().forEach(table -> jdbc.execute("TRUNCATE TABLE " + table));
        transaction.executeWithoutResult(status -> {
            jdbc.queryForList("SELECT generation FROM read_model_position WHERE name = ?", Integer.class, name)
                    .forEach(generation ->
                            jdbc.update("DELETE FROM query_token WHERE processor = ?", name + "-" + generation));
            jdbc.update("UPDATE read_model_position SET position = 0, recorded_at = 0 WHERE name = ?", name);
        });
    }

    private boolean isInTheLog(Reached reached) {
        try {
            return ledger.queryForList(
                            "SELECT recorded_at FROM ledger_event WHERE position = ?", Long.class, reached.position())
                    .contains(reached.recordedAt());
        } catch (BadSqlGrammarException e) {
            // There is no such table: the ledger is new.
            log.debug("no log to compare with", e);
            return false;
        }
    }
}
