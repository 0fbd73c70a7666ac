package io.flywheel.command.platform;

import io.flywheel.api.privacy.KeysRefused;
import java.sql.SQLException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Tells a store that is away, or keys that cannot be opened for want of a master key, from a touchpoint that will not be
 * taken: the first are waited for, the second is set aside.
 */
public final class StoreFailures {
    private StoreFailures() {}

    public static boolean isUnavailable(Throwable failure) {
        boolean ofTheStore = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransientDataAccessException
                    || cause instanceof RecoverableDataAccessException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransactionException
                    || cause instanceof KeysRefused) {
                return true;
            }
            if (cause instanceof SQLException sql) {
                if (isAboutContent(sql)) {
                    return false;
                }
                ofTheStore = true;
            }
        }
        return ofTheStore;
    }

    /** 22: a value does not fit; 23: a constraint; 42: a statement is wrong. Sending it again would not help. */
    private static boolean isAboutContent(SQLException failure) {
        // A batch tells what was wrong with it in the exceptions that follow.
        for (SQLException each = failure; each != null; each = each.getNextException()) {
            String state = each.getSQLState();
            if (state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("42"))) {
                return true;
            }
        }
        return false;
    }

    /** Whether somebody else held a lock for too long, or a deadlock was resolved: it may go well another time. */
    public static boolean isContention(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                // MySQL's 1205 and 1213 are 40001 (a server may say HY000); H2's lock timeout is HYT00.
                if (sql.getSQLState().startsWith("40")
                        || sql.getSQLState().startsWith("HYT")
                        || sql.getErrorCode() == 1205
                        || sql.getErrorCode() == 1213) {
                    return true;
                }
            }
        }
        return false;
    }
}
