package io.flywheel.command.platform;

import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The position of the last event: of all that there are, or of those that a unit of work appended. */
public final class LastPosition {
    static final String RESOURCE = "flywheel.lastPosition";

    private LastPosition() {}

    /** Of all that are committed, 0 while there are none. */
    public static long ofLog(JdbcTemplate ledger) {
        Long position = ledger.queryForObject("SELECT position FROM ledger_head WHERE id = 1", Long.class);
        return position == null ? 0 : position;
    }

    /** Known once the unit of work is about to commit, none where it appended nothing. */
    public static @Nullable Long of(UnitOfWork<?> work) {
        return (Long) work.root().resources().get(RESOURCE);
    }
}
